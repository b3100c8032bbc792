package dev.sightline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.Labels;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import dev.sightline.geometry.Zone;
import dev.sightline.track.BoxTracker;
import dev.sightline.track.StreamLoss;
import dev.sightline.track.TrackerSettings;
import dev.sightline.track.TrackerState;
import dev.sightline.track.Trail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrackerStateSizeTest {
    /** A fifth of what the store's topic takes. */
    private static final int MOST_BYTES = 1_700_000;

    private static final int ACROSS = 45;
    private static final int FRAMES = 60;

    private final SplittableRandom random = new SplittableRandom(5);

    /**
     * As many objects as there can be and as many again, each of a class of its own whose word is as long as can be and
     * whose number changes all the time, on winding ways, seen in frames with the longest names and largest numbers.
     */
    @Test
    void aStateIsBoundedWhateverTheDetectionsAre() {
        var all = new Zone(
                "everywhere", new Polygon(List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1), new Point(0, 1))));
        var tracker = new BoxTracker(TrackerSettings.DEFAULT, camera -> List.of(all, all, all));
        TrackerState state = TrackerState.initial("c".repeat(63));
        Instant at = Instant.parse("2026-05-01T12:00:00Z");
        for (int i = 0; i < FRAMES; i++) {
            at = at.plusNanos(1000 * random.nextLong(1_900_000));
            state = tracker.update(state, frame(i, at), ref("d")).state();
        }
        for (int i = 0; i < 100; i++) {
            state = tracker.lose(state, new StreamLoss(Long.MAX_VALUE, Long.MAX_VALUE - i, at))
                    .state();
        }
        assertThat(state.tracks()).hasSize(TrackerState.MAX_TRACKS);
        assertThat(state.losses()).hasSize(TrackerState.MAX_LOSSES);
        assertThat(state.tracks())
                .as("nearly all as large as can be")
                .filteredOn(track -> track.history().trail().points().size() == Trail.MOST
                        && track.classes().votes().size() == 16)
                .hasSizeGreaterThan(TrackerState.MAX_TRACKS * 9 / 10);
        byte[] bytes = States.tracker().serializer().serialize("store", state);
        assertThat(bytes).hasSizeLessThan(MOST_BYTES);
        assertThat(States.tracker().deserializer().deserialize("store", bytes)).isEqualTo(state);
    }

    private Detections frame(int number, Instant at) {
        List<Detection> found = new ArrayList<>();
        for (int k = 0; k < 2 * TrackerState.MAX_TRACKS; k++) {
            int column = k % ACROSS;
            int row = k / ACROSS;
            double x = (column + 0.5 + 0.2 * random.nextDouble()) / ACROSS;
            double y = (row + 0.5 + 0.2 * random.nextDouble()) / ACROSS;
            found.add(new Detection(
                    label(k),
                    Integer.MAX_VALUE - (number + k) % 17,
                    0.9 + 0.1 * random.nextDouble(),
                    BoundingBox.ofCenter(x, y, 0.5 / ACROSS, 0.6 / ACROSS)));
        }
        var id = new FrameId("c".repeat(63), Long.MAX_VALUE - 1, Long.MAX_VALUE - FRAMES + number);
        return new Detections(
                id, ref("f"), null, at, new ImageSize(640, 480), new ModelId("m", "1", "f".repeat(64)), null, found);
    }

    /** A hundred characters of three bytes each. */
    private static String label(int number) {
        String digits = Integer.toString(number);
        return "€".repeat(Labels.LONGEST - digits.length()) + digits;
    }

    private static FrameRef ref(String letter) {
        return new FrameRef(letter.repeat(249), Integer.MAX_VALUE, Long.MAX_VALUE);
    }
}
