package dev.sightline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.track.BoxTracker;
import dev.sightline.track.LookAlikes;
import dev.sightline.track.TrackerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MotTrackingTest {
    private static final BoxTracker TRACKER = new BoxTracker(
            new TrackerSettings(0.1, 0.7, 3, Duration.ofMillis(1500), Duration.ofMillis(200), LookAlikes.DEFAULT));
    private static final MotTracking TRACKING = new MotTracking(TRACKER, MotTracking.DEFAULT_FPS);

    private static MotDetection standing(int frame, int classNumber) {
        return new MotDetection(frame, 100, 50, 40, 90, 0.9, classNumber);
    }

    private static List<MotDetection> frames(int first, int last) {
        var detections = new ArrayList<MotDetection>();
        for (int frame = first; frame <= last; frame++) {
            detections.add(standing(frame, -1));
        }
        return detections;
    }

    @Test
    void givesConfirmedTracksIdsFromOne() {
        List<MotTrackBox> boxes = TRACKING.track(frames(5, 9));
        assertThat(boxes).extracting(MotTrackBox::id).containsExactly(1L, 1L, 1L);
        assertThat(boxes).extracting(box -> box.detection().frame()).containsExactly(7, 8, 9);
        assertThat(boxes).allSatisfy(box -> {
            assertThat(box.detection().left()).isCloseTo(100, within(1e-6));
            assertThat(box.detection().height()).isCloseTo(90, within(1e-6));
        });
        assertThat(MotText.line(boxes.get(0))).isEqualTo("7,1,100,50,40,90,0.9,-1,-1,-1");
    }

    @Test
    void bridgesFramesThatAreMissingAndEndsTracksInLongGaps() {
        var detections = frames(1, 5);
        detections.addAll(frames(15, 20));
        detections.addAll(frames(200, 205));
        assertThat(TRACKING.track(detections))
                .extracting(MotTrackBox::id)
                .as("3 frames, 4 predicted ones, 6, 4, then 4 of another track")
                .isEqualTo(Stream.concat(Collections.nCopies(17, 1L).stream(), Collections.nCopies(4, 2L).stream())
                        .toList());
    }

    @Test
    void keepsClassesApartAndWritesThem() {
        var detections = new ArrayList<MotDetection>();
        for (int frame = 1; frame <= 3; frame++) {
            detections.add(standing(frame, 0));
            detections.add(standing(frame, 7));
        }
        assertThat(TRACKING.track(detections))
                .extracting(box -> box.id() + " " + box.detection().classNumber())
                .containsExactly("1 0", "2 7");
    }

    @Test
    void takesBoxesOutsideThePictureAndScoresAboveOne() {
        var detections = new ArrayList<MotDetection>();
        for (int frame = 1; frame <= 10; frame++) {
            detections.add(new MotDetection(frame, -50 - 2 * frame, -10, 40, 90, 57, -1));
            detections.add(new MotDetection(frame, 5000, 3000, 40, 90, 1, -1));
        }
        List<MotTrackBox> boxes = TRACKING.track(detections);
        assertThat(boxes).hasSize(16).extracting(MotTrackBox::id).containsOnly(1L, 2L);
        assertThat(boxes)
                .filteredOn(box -> box.detection().score() == 57)
                .last()
                .satisfies(box -> assertThat(box.detection().left()).isCloseTo(-70, within(1.0)));
    }

    @Test
    void doesNotDependOnWhereTheOtherBoxesAre() {
        var alone = new ArrayList<MotDetection>();
        for (int frame = 1; frame <= 30; frame++) {
            alone.add(new MotDetection(frame, 100 + 3 * frame, 50, 40 + frame % 3, 90, 0.9, -1));
        }
        var withAnother = new ArrayList<>(alone);
        withAnother.add(new MotDetection(30, -3000, 7000, 10, 10, 0.9, -1));
        assertThat(TRACKING.track(withAnother).stream().map(MotText::line))
                .isEqualTo(TRACKING.track(alone).stream().map(MotText::line).toList());
    }

    @Test
    void givesNothingForNothing() {
        assertThat(TRACKING.track(List.of())).isEmpty();
    }

    @Test
    void refusesFrameRatesThatMakeNoSense() {
        assertThatThrownBy(() -> new MotTracking(TRACKER, 0)).hasMessageContaining("fps is 0.01 to 1000");
    }
}
