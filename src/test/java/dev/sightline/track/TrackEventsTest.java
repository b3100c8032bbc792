package dev.sightline.track;

import static dev.sightline.track.Camera.at;
import static dev.sightline.track.Camera.found;
import static dev.sightline.track.Camera.frame;
import static dev.sightline.track.Camera.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.detect.Detection;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import dev.sightline.geometry.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackEventsTest {
    /** Updates are rare, so that those that come out of turn stand out. */
    private static final TrackerSettings SETTINGS =
            new TrackerSettings(0.1, 0.7, 3, Duration.ofSeconds(2), Duration.ofSeconds(60), LookAlikes.DEFAULT);

    private final List<Zone> zones = new ArrayList<>();
    private final Camera camera = new Camera(new BoxTracker(SETTINGS, id -> List.copyOf(zones)));
    private int frames;

    private static Zone rightOf(String name, double x) {
        return new Zone(name, new Polygon(List.of(new Point(x, 0), new Point(1, 0), new Point(1, 1), new Point(x, 1))));
    }

    /** The events of the next frame, at 10 frames/s. */
    private List<TrackEvent> see(Detection... found) {
        List<TrackEvent> events =
                camera.see(frame(1, frames, frames / 10.0, found)).events();
        frames++;
        return events;
    }

    private void stand(int times) {
        for (int i = 0; i < times; i++) {
            see(person(0.3, 0.5));
        }
    }

    private TrackEvent last() {
        return camera.events().get(camera.events().size() - 1);
    }

    @Test
    void measuresTheVelocityInHeightsOfTheBox() {
        for (int i = 0; i <= 50; i++) {
            see(person(0.1 + 0.01 * i, 0.7 - 0.005 * i));
        }
        for (int i = 0; i < 30; i++) {
            see();
        }
        // 0.1 of 640 pixels a second to the right, 0.05 of 480 up, of a box 0.2 × 480 pixels high.
        assertThat(last().velocity().x()).isCloseTo(64 / 96.0, within(0.01));
        assertThat(last().velocity().y()).isCloseTo(-24 / 96.0, within(0.01));
        assertThat(last().velocity().speed()).isCloseTo(Math.hypot(64, 24) / 96, within(0.01));
    }

    @Test
    void hasTheMedianOfTheLastSevenScoresAndTheFrameOfTheBest() {
        double[] scores = {0.9, 0.8, 0.95, 0.9, 0.7, 0.75, 0.7, 0.72, 0.74, 0.76, 0.78};
        for (double score : scores) {
            see(found("person", 1, score, 0.3, 0.5));
        }
        camera.lose(1, 10, 2);
        assertThat(last().score()).isEqualTo((float) 0.74);
        assertThat(last().lastScore()).isEqualTo((float) 0.78);
        assertThat(last().best())
                .isEqualTo(new BestView(0.95, new FrameId("yard", 1, 2), new FrameRef("frames", 0, 2)));
    }

    @Test
    void theMedianOfAnEvenNumberIsInTheMiddle() {
        assertThat(new Scores(List.of(0.5)).median()).isEqualTo(0.5);
        assertThat(new Scores(List.of(0.5, 1.0)).median()).isEqualTo(0.75);
        assertThat(new Scores(List.of(1.0, 0.0, 0.5)).median()).isEqualTo(0.5);
        assertThat(new Scores(List.of(1.0, 0.25, 0.5, 0.0)).median()).isEqualTo(0.375);
    }

    @Test
    void tellsAtOnceThatAnObjectChangesZonesAndTheirNames() {
        zones.add(rightOf("right", 0.5));
        zones.add(rightOf("far right", 0.8));
        for (int i = 0; i < 80; i++) {
            see(person(0.1 + 0.01 * i, 0.5));
        }
        assertThat(camera.events())
                .extracting(TrackEvent::zones)
                .containsExactly(List.of(), List.of("right"), List.of("right", "far right"));
        TrackEvent entered = camera.events().get(1);
        assertThat(entered.type()).isEqualTo(TrackEvent.Type.UPDATED);
        assertThat(entered.box().bottomCenter().x()).isCloseTo(0.5, within(0.015));
    }

    @Test
    void zonesMayChangeMeanwhile() {
        stand(5);
        zones.add(rightOf("all", 0));
        assertThat(see(person(0.3, 0.5)))
                .singleElement()
                .satisfies(event -> assertThat(event.zones()).containsExactly("all"));
        assertThat(see(person(0.3, 0.5))).isEmpty();
    }

    @Test
    void tellsAtOnceThatTheClassChanges() {
        for (int i = 0; i < 3; i++) {
            see(found("car", 3, 0.9, 0.3, 0.5));
        }
        for (int i = 0; i < 4; i++) {
            see(found("truck", 8, 0.9, 0.3, 0.5));
        }
        assertThat(camera.events()).extracting(TrackEvent::label).containsExactly("car", "truck");
        assertThat(last().labels()).extracting(LabelCount::label).containsExactly("car", "truck");
        assertThat(last().labels()).extracting(LabelCount::detections).containsExactly(3L, 4L);
        assertThat(last().labels()).extracting(LabelCount::since).containsExactly(Camera.START, at(0.3));
    }

    @Test
    void anObjectThatStaysForFiveSecondsIsStationaryUntilItLeavesItsPlace() {
        for (int i = 0; i < 60; i++) {
            see(person(0.3 + 0.002 * (i % 3), 0.5));
        }
        TrackEvent rests = last();
        assertThat(rests.stationary()).isTrue();
        assertThat(rests.stationarySince()).isEqualTo(Camera.START);
        assertThat(rests.at()).isEqualTo(at(5));
        for (int i = 0; i < 30; i++) {
            see(person(0.316, 0.5));
        }
        assertThat(last()).as("0.2 of its width is not away").isEqualTo(rests);
        int before = camera.events().size();
        for (int i = 0; i < 30; i++) {
            see(person(0.316 + 0.005 * i, 0.5));
        }
        assertThat(camera.events().subList(before, camera.events().size()))
                .singleElement()
                .satisfies(event -> assertThat(event.stationary()).isFalse());
    }

    @Test
    void keepsThePathInFewPointsThatTellWhereItTurned() {
        for (int i = 0; i <= 600; i++) {
            double along = i <= 300 ? 0.1 + 0.002 * i : 0.7;
            double down = i <= 300 ? 0.3 : 0.3 + 0.001 * (i - 300);
            see(person(along, down));
        }
        camera.lose(1, 600, 61);
        List<PathPoint> path = last().path();
        assertThat(path).hasSizeBetween(3, Trail.MOST);
        assertThat(path.get(0).x()).isCloseTo(0.1, within(0.01));
        assertThat(path.get(path.size() - 1).y()).isCloseTo(0.7, within(0.01));
        assertThat(path).as("the corner").anySatisfy(point -> {
            assertThat(point.x()).isCloseTo(0.7, within(0.01));
            assertThat(point.y()).isCloseTo(0.4, within(0.015));
        });
        assertThat(path).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    }

    @Test
    void namesTheRecordsAndTheModel() {
        stand(3);
        assertThat(last().detections()).isEqualTo(new FrameRef("detections", 0, 2));
        assertThat(last().ref()).isEqualTo(new FrameRef("frames", 0, 2));
        assertThat(last().model()).isEqualTo("0".repeat(64));
    }

    @Test
    void theBoxIsInsideThePicture() {
        for (int i = 0; i < 4; i++) {
            see(new Detection("person", 1, 0.9, BoundingBox.ofCenter(0.02, 0.95, 0.1, 0.3)));
        }
        zones.add(rightOf("all", 0));
        see(new Detection("person", 1, 0.9, BoundingBox.ofCenter(0.02, 0.95, 0.1, 0.3)));
        assertThat(last().box().left()).isZero();
        assertThat(last().box().bottom()).isEqualTo(1);
        assertThat(last().zones()).as("cut off by the picture's edge").containsExactly("all");
    }

    @Test
    void endsTracksWhenTheStreamIsLostAfterItsLastFrame() {
        stand(5);
        assertThat(camera.lose(1, 4, 3).events()).singleElement().satisfies(event -> {
            assertThat(event.endReason()).isEqualTo(TrackEvent.EndReason.STREAM_LOST);
            assertThat(event.frame()).isEqualTo(new FrameId("yard", 1, 4));
            assertThat(event.detections()).isEqualTo(new FrameRef("detections", 0, 4));
            assertThat(event.at()).isEqualTo(at(3));
            assertThat(event.lastSeen()).isEqualTo(at(0.4));
        });
        assertThat(camera.state().tracks()).isEmpty();
        assertThat(camera.lose(1, 4, 8).events()).isEmpty();
        stand(3);
        assertThat(camera.story()).containsExactly("STARTED 1", "ENDED STREAM_LOST 1", "STARTED 2");
    }

    @Test
    void aLossWaitsForItsFrame() {
        stand(4);
        assertThat(camera.lose(1, 5, 0.9).events()).isEmpty();
        assertThat(camera.lose(1, 5, 1.9).events()).isEmpty();
        assertThat(see(person(0.3, 0.5))).isEmpty();
        assertThat(see(person(0.3, 0.5))).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(TrackEvent.Type.ENDED);
            assertThat(event.frame().sequence()).isEqualTo(5);
            assertThat(event.at()).isEqualTo(at(0.9));
        });
        assertThat(camera.state().losses()).isEmpty();
    }

    @Test
    void aLossWhoseFrameNeverCameComesBeforeTheNextOne() {
        stand(4);
        camera.lose(1, 4, 0.5);
        frames++;
        assertThat(see(person(0.3, 0.5))).singleElement().satisfies(event -> {
            assertThat(event.endReason()).isEqualTo(TrackEvent.EndReason.STREAM_LOST);
            assertThat(event.frame().sequence()).isEqualTo(3);
            assertThat(event.at()).isEqualTo(at(0.5));
        });
        assertThat(camera.state().losses()).isEmpty();
    }

    @Test
    void anEpochThatFindsNoStreamEndsTheTracksOfTheOneBefore() {
        stand(5);
        assertThat(camera.lose(2, -1, 9).events()).singleElement().satisfies(event -> {
            assertThat(event.endReason()).isEqualTo(TrackEvent.EndReason.STREAM_LOST);
            assertThat(event.id().epoch()).isEqualTo(1);
            assertThat(event.frame()).isEqualTo(new FrameId("yard", 1, 4));
            assertThat(event.at()).isEqualTo(at(9));
        });
        assertThat(camera.lose(2, -1, 9).events()).isEmpty();
        for (int i = 0; i < 3; i++) {
            camera.see(frame(2, i, 20 + i / 10.0, person(0.3, 0.5)));
        }
        assertThat(camera.story()).containsExactly("STARTED 1", "ENDED STREAM_LOST 1", "STARTED 2");
    }

    @Test
    void aLossOfALaterEpochThatHadFramesWaitsForThem() {
        stand(5);
        assertThat(camera.lose(2, 3, 9).events()).isEmpty();
    }

    @Test
    void aLossBeforeTheLastFrameIsNoNews() {
        stand(5);
        TrackerState before = camera.state();
        assertThat(camera.lose(1, 3, 0.35)).isEqualTo(new TrackerUpdate(before, List.of(), List.of()));
        assertThat(camera.lose(0, 99, 0.35)).isEqualTo(new TrackerUpdate(before, List.of(), List.of()));
    }

    @Test
    void theSameComesOutWhetherALossIsHeardEarlyOrLate() {
        stand(5);
        camera.lose(1, 4, 2);
        stand(3);
        var early = new Camera(new BoxTracker(SETTINGS));
        early.lose(1, 4, 2);
        for (int i = 0; i < 8; i++) {
            early.see(frame(1, i, i / 10.0, person(0.3, 0.5)));
        }
        assertThat(early.events()).isEqualTo(camera.events());
        assertThat(early.state()).isEqualTo(camera.state());
    }

    @Test
    void keepsTheLatestLossesOnly() {
        for (int i = 0; i < 3 * TrackerState.MAX_LOSSES; i++) {
            camera.lose(5, i, i);
        }
        assertThat(camera.state().losses()).hasSize(TrackerState.MAX_LOSSES);
        assertThat(camera.state().losses().get(0).lastSequence()).isEqualTo(2L * TrackerState.MAX_LOSSES);
    }

    @Test
    void aGapEndsTracksAndSkippedFramesAreNone() {
        stand(5);
        for (int i = 0; i < 30; i++) {
            camera.see(frame(1, frames, frames / 10.0, "too old", List.of()));
            frames++;
        }
        assertThat(camera.story()).containsExactly("STARTED 1");
        see();
        assertThat(camera.story()).containsExactly("STARTED 1", "ENDED LOST 1");
        stand(3);
        frames += 21;
        assertThat(see(person(0.3, 0.5))).singleElement().satisfies(event -> {
            assertThat(event.endReason()).isEqualTo(TrackEvent.EndReason.STREAM_LOST);
            assertThat(event.frame().sequence())
                    .as("that of the frame after it")
                    .isEqualTo(frames - 1);
        });
        stand(2);
        assertThat(last().id().number()).isEqualTo(3);
    }
}
