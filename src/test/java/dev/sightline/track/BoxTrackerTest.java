package dev.sightline.track;

import static dev.sightline.track.Camera.found;
import static dev.sightline.track.Camera.frame;
import static dev.sightline.track.Camera.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.track.TrackEvent.EndReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxTrackerTest {
    private static final TrackerSettings SETTINGS =
            new TrackerSettings(0.1, 0.7, 3, Duration.ofMillis(1500), Duration.ofMillis(200), LookAlikes.DEFAULT);
    private static final Tracker TRACKER = new BoxTracker(SETTINGS);
    private static final double FPS = 5;

    private final Camera camera = new Camera(TRACKER);
    private long sequence;

    /** Shows the next frame of epoch 7, at 5 frames/s. */
    private TrackerUpdate see(Detection... detections) {
        TrackerUpdate update = camera.see(frame(7, sequence, sequence / FPS, detections));
        sequence++;
        return update;
    }

    private void seeNothing(int frames) {
        for (int i = 0; i < frames; i++) {
            see();
        }
    }

    private void seeStanding(int frames) {
        for (int i = 0; i < frames; i++) {
            see(person(0.5, 0.5));
        }
    }

    @Test
    void confirmsAnObjectAfterEnoughHits() {
        assertThat(see(person(0.5, 0.5)).events()).isEmpty();
        assertThat(see(person(0.5, 0.5)).seen()).isEmpty();
        TrackerUpdate third = see(person(0.5, 0.5));
        assertThat(third.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(TrackEvent.Type.STARTED);
            assertThat(event.id()).isEqualTo(new TrackId("yard", 7, 1));
            assertThat(event.firstSeen()).isEqualTo(Camera.START);
            assertThat(event.lastSeen()).isEqualTo(event.at());
            assertThat(event.at()).isEqualTo(Camera.START.plusMillis(400));
            assertThat(event.frame().sequence()).isEqualTo(2);
        });
        assertThat(third.seen()).singleElement().satisfies(sighting -> {
            assertThat(sighting.id().number()).isEqualTo(1);
            assertThat(sighting.detection()).isZero();
        });
    }

    @Test
    void forgetsFlickersWithoutUsingANumber() {
        see(person(0.2, 0.5));
        see(person(0.2, 0.5));
        see();
        seeStanding(3);
        assertThat(camera.story()).containsExactly("STARTED 1");
        assertThat(camera.state().tracks()).hasSize(1);
    }

    @Test
    void keepsTwoObjectsApartThatCross() {
        for (int i = 0; i <= 40; i++) {
            double x = 0.1 + 0.02 * i;
            see(person(x, 0.45), person(1 - x, 0.55));
        }
        assertThat(camera.story()).containsExactly("STARTED 1", "STARTED 2");
        TrackEvent first = last(1);
        TrackEvent second = last(2);
        assertThat(Math.abs(first.box().center().x() - second.box().center().x()))
                .isGreaterThan(0.7);
        assertThat(first.box().center().y()).isCloseTo(yOf(first), within(0.01));
    }

    /** Objects that begin on the left are in the upper lane, the others in the lower one. */
    private double yOf(TrackEvent last) {
        TrackEvent start = camera.events().stream()
                .filter(event -> event.id().equals(last.id()))
                .findFirst()
                .orElseThrow();
        return start.box().center().x() < 0.5 ? 0.45 : 0.55;
    }

    private TrackEvent last(long number) {
        return camera.events().stream()
                .filter(event -> event.id().number() == number)
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    @Test
    void bridgesAnOcclusionShorterThanMaxAge() {
        for (int i = 0; i < 30; i++) {
            boolean hidden = i >= 12 && i < 18;
            if (hidden) {
                assertThat(see().seen()).isEmpty();
                assertThat(camera.state().tracks().get(0).state()).isEqualTo(Track.State.LOST);
            } else {
                see(person(0.1 + 0.02 * i, 0.5));
            }
        }
        assertThat(camera.story()).containsExactly("STARTED 1");
        assertThat(camera.state().tracks().get(0).state()).isEqualTo(Track.State.CONFIRMED);
    }

    @Test
    void endsATrackAfterALongerOneAndNeverReusesItsNumber() {
        seeStanding(5);
        seeNothing(7);
        assertThat(camera.story()).containsExactly("STARTED 1");
        seeNothing(1);
        seeStanding(3);
        assertThat(camera.story()).containsExactly("STARTED 1", "ENDED LOST 1", "STARTED 2");
        TrackEvent end = camera.events().stream()
                .filter(event -> event.endReason() == EndReason.LOST)
                .findFirst()
                .orElseThrow();
        assertThat(end.lastSeen()).isEqualTo(Camera.START.plusMillis(800));
        assertThat(end.at()).isEqualTo(Camera.START.plusMillis(2400));
    }

    @Test
    void endsATrackAlsoWhenTheFramesStoppedMeanwhile() {
        seeStanding(4);
        sequence += 20;
        see(person(0.5, 0.5));
        assertThat(camera.story()).containsExactly("STARTED 1", "ENDED STREAM_LOST 1");
    }

    @Test
    void endsAllTracksWhenTheEpochChangesAndCountsOn() {
        seeStanding(3);
        TrackerUpdate first = camera.see(frame(8, 0, 0.8, person(0.5, 0.5)));
        assertThat(first.events()).singleElement().satisfies(event -> {
            assertThat(event.endReason()).isEqualTo(EndReason.STREAM_LOST);
            assertThat(event.id().epoch()).isEqualTo(7);
            assertThat(event.frame().epoch()).isEqualTo(8);
        });
        camera.see(frame(8, 1, 1.0, person(0.5, 0.5)));
        camera.see(frame(8, 2, 1.2, person(0.5, 0.5)));
        assertThat(last(2).id()).isEqualTo(new TrackId("yard", 8, 2));
    }

    @Test
    void keepsATrackWhoseClassFlipsAndLetsTheVotesDecide() {
        see(found("car", 3, 0.9, 0.5, 0.5));
        see(found("truck", 8, 0.95, 0.5, 0.5));
        see(found("car", 3, 0.9, 0.5, 0.5));
        assertThat(camera.story()).containsExactly("STARTED 1");
        assertThat(last(1).label()).isEqualTo("car");
        see(found("truck", 8, 0.95, 0.5, 0.5));
        see(found("truck", 8, 0.95, 0.5, 0.5));
        assertThat(camera.story()).containsExactly("STARTED 1");
        assertThat(last(1).label()).isEqualTo("truck");
        assertThat(last(1).classIndex()).isEqualTo(8);
    }

    @Test
    void followsAFaintObjectOnceItIsConfirmed() {
        seeStanding(4);
        for (int i = 0; i < 4; i++) {
            assertThat(see(found("person", 1, 0.3, 0.5, 0.5)).seen()).hasSize(1);
        }
        assertThat(camera.state().tracks()).hasSize(1);
    }

    @Test
    void showsAMissedObjectForAMomentWhereItShouldBe() {
        for (int i = 0; i < 20; i++) {
            camera.see(frame(1, i, i / 10.0, person(0.2 + 0.01 * i, 0.5)));
        }
        TrackerUpdate missed = camera.see(frame(1, 20, 2.0));
        assertThat(missed.seen()).singleElement().satisfies(sighting -> {
            assertThat(sighting.detection()).isEqualTo(-1);
            assertThat(sighting.box().center().x()).isCloseTo(0.4, within(0.01));
        });
        assertThat(camera.see(frame(1, 21, 2.1)).seen()).isEmpty();
    }

    /** In which frame an object is first shown that comes up in frame 100, at 10 frames/s, beside a person with good scores. */
    private int firstShown(Detection other) {
        int first = -1;
        for (int i = 0; i < 200; i++) {
            List<Detection> found = new ArrayList<>(List.of(found("person", 1, 0.98, 0.3, 0.5)));
            if (i >= 100) {
                found.add(other);
            }
            TrackerUpdate update = camera.see(frame(1, i, i / 10.0, null, found));
            first = first < 0 && update.seen().size() == 2 ? i : first;
        }
        return first;
    }

    @Test
    void doesNotBelieveScoresFarBelowThoseOfOthersForThreeSeconds() {
        assertThat(firstShown(found("person", 1, 0.8, 0.7, 0.5))).isEqualTo(130);
    }

    @Test
    void believesAClassByItsOwnScores() {
        assertThat(firstShown(found("car", 3, 0.8, 0.7, 0.5))).isEqualTo(100 + SETTINGS.minHits() - 1);
    }

    @Test
    void endsAMissedTrackOutsideThePicture() {
        for (int i = 0; i < 20; i++) {
            camera.see(frame(1, i, i / 10.0, person(0.6 + 0.02 * i, 0.5)));
        }
        for (int i = 20; i < 26; i++) {
            camera.see(frame(1, i, i / 10.0));
        }
        assertThat(camera.story()).containsExactly("STARTED 1", "ENDED LEFT_FRAME 1");
    }

    @Test
    void keepsClassesApart() {
        for (int i = 0; i < 4; i++) {
            see(found("person", 1, 0.9, 0.5, 0.5), found("dog", 18, 0.8, 0.5, 0.5));
        }
        assertThat(camera.story()).containsExactly("STARTED 1", "STARTED 2");
        seeStanding(1);
        assertThat(camera.state().tracks()).extracting(Track::label).containsExactly("person", "dog");
        assertThat(camera.state().tracks())
                .extracting(Track::state)
                .containsExactly(Track.State.CONFIRMED, Track.State.LOST);
    }

    @Test
    void beginsNoTrackWithAFaintDetection() {
        for (int i = 0; i < 5; i++) {
            see(found("person", 1, Math.nextDown(SETTINGS.startScore()), 0.5, 0.5));
        }
        assertThat(camera.state().tracks()).isEmpty();
    }

    @Test
    void leavesTracksAloneInSkippedFrames() {
        seeStanding(2);
        List<Track> before = camera.state().tracks();
        camera.see(frame(7, sequence++, 0.5, "too old", List.of()));
        assertThat(camera.state().tracks()).isEqualTo(before);
        assertThat(camera.state().sequence()).isEqualTo(2);
        seeStanding(1);
        assertThat(camera.story()).containsExactly("STARTED 1");
    }

    @Test
    void changesNothingForARepeatedOrOlderFrame() {
        seeStanding(4);
        TrackerState before = camera.state();
        for (Detections old :
                List.of(frame(7, 3, 0.6, person(0.5, 0.5)), frame(7, 1, 9), frame(6, 99, 9, person(0.1, 0.1)))) {
            assertThat(camera.see(old)).isEqualTo(new TrackerUpdate(before, List.of(), List.of()));
        }
    }

    @Test
    void refusesAnotherCamerasFrame() {
        assertThatThrownBy(() ->
                        TRACKER.update(TrackerState.initial("door"), frame(1, 0, 0), Camera.record(frame(1, 0, 0))))
                .hasMessageContaining("a frame of yard");
    }

    @Test
    void limitsTheRateOfUpdates() {
        Camera fast = new Camera(TRACKER);
        for (int i = 0; i < 61; i++) {
            fast.see(frame(1, i, i / 30.0, person(0.5, 0.5)));
        }
        List<TrackEvent> told = fast.events();
        for (int i = 1; i < told.size(); i++) {
            assertThat(Duration.between(told.get(i - 1).at(), told.get(i).at()))
                    .isGreaterThanOrEqualTo(SETTINGS.updateInterval());
        }
        assertThat(told).hasSizeBetween(8, 16);
    }

    @Test
    void survivesAClockThatJumpsBack() {
        seeStanding(4);
        camera.see(frame(7, sequence++, -3600, person(0.5, 0.5)));
        assertThat(camera.story()).containsExactly("STARTED 1", "ENDED LOST 1");
        camera.see(frame(7, sequence++, -3600, person(0.5, 0.5)));
        assertThat(camera.state().tracks()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 30})
    void givesTheSameTracksAtAnyFrameRate(int fps) {
        Camera walkers = new Camera(new BoxTracker(TrackerSettings.DEFAULT));
        for (int i = 0; i <= 12 * fps; i++) {
            double t = (double) i / fps;
            var found = new ArrayList<Detection>();
            if (t < 8) {
                found.add(person(0.1 + 0.05 * t, 0.3));
            }
            found.add(person(0.9 - 0.05 * t, 0.32));
            if (t > 1) {
                found.add(found("car", 3, 0.7, 0.5, 0.8));
            }
            walkers.see(frame(1, i, t, null, found));
        }
        assertThat(walkers.story()).hasSize(4);
        assertThat(walkers.story().subList(0, 3)).containsExactlyInAnyOrder("STARTED 1", "STARTED 2", "STARTED 3");
        assertThat(walkers.story().subList(3, 4)).allMatch(end -> end.startsWith("ENDED LOST"));
        assertThat(walkers.state().tracks())
                .filteredOn(track -> track.label().equals("person"))
                .singleElement()
                .satisfies(track -> assertThat(track.motion().x().rate()).isCloseTo(-0.05, within(0.005)));
    }

    @Test
    void givesTheSameForTheSame() {
        assertThat(randomRun(3)).isEqualTo(randomRun(3)).isNotEqualTo(randomRun(4));
    }

    private static List<TrackerUpdate> randomRun(int seed) {
        var random = new Random(seed);
        var run = new Camera(new BoxTracker(SETTINGS));
        return IntStream.range(0, 60)
                .mapToObj(i -> run.see(frame(1, i, i / FPS, null, crowd(random, 10))))
                .toList();
    }

    private static List<Detection> crowd(Random random, int size) {
        return IntStream.range(0, size)
                .mapToObj(i ->
                        found("person", 1, 0.75 + random.nextDouble() / 4, cell(i % 25, random), cell(i / 25, random)))
                .toList();
    }

    private static double cell(int index, Random random) {
        return 0.04 * index + 0.01 * random.nextDouble();
    }

    @Test
    void copesWithFiveHundredDetectionsAFrame() {
        var random = new Random(1);
        assertTimeout(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 10; i++) {
                see(crowd(random, 500).toArray(Detection[]::new));
            }
        });
        assertThat(camera.state().tracks()).hasSizeBetween(500, TrackerState.MAX_TRACKS);
    }

    @Test
    void boundsTheNumberOfTracks() {
        see(crowd(new Random(1), 1200).toArray(Detection[]::new));
        assertThat(camera.state().tracks()).hasSize(TrackerState.MAX_TRACKS);
    }
}
