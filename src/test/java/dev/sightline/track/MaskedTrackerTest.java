package dev.sightline.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.ModelId;
import dev.sightline.detect.ObjectMask;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MaskedTrackerTest {
    private static final Polygon LEFT_HALF =
            new Polygon(List.of(new Point(0, 0), new Point(0.5, 0), new Point(0.5, 1), new Point(0, 1)));
    private static final BoundingBox IN_LEFT_HALF = new BoundingBox(0.3, 0.2, 0.6, 1);
    private static final BoundingBox IN_RIGHT_HALF = new BoundingBox(0.4, 0.2, 0.7, 1);

    private final List<Detections> tracked = new ArrayList<>();
    private final Map<String, Integer> hidden = new HashMap<>();
    private final Map<String, List<ObjectMask>> masks = new HashMap<>();
    private final Tracker tracker = new MaskedTracker(
            new LastSeen(),
            camera -> masks.getOrDefault(camera, List.of()),
            (camera, count) -> hidden.merge(camera, count, Integer::sum));

    /** Sees the last detection of each frame, and one that was missed. */
    private final class LastSeen implements Tracker {
        @Override
        public TrackerUpdate update(TrackerState state, Detections detections, FrameRef record) {
            tracked.add(detections);
            var last = detections.detections().size() - 1;
            var id = new TrackId("gate", 1, 5);
            return new TrackerUpdate(
                    state,
                    List.of(),
                    List.of(new Sighting(id, last, IN_RIGHT_HALF), new Sighting(id, -1, IN_LEFT_HALF)));
        }

        @Override
        public TrackerUpdate lose(TrackerState state, StreamLoss loss) {
            return new TrackerUpdate(state, List.of(), List.of());
        }
    }

    private static Detections seen(String camera, Detection... found) {
        return new Detections(
                new FrameId(camera, 1, 2),
                new FrameRef("frames", 0, 3),
                null,
                Instant.EPOCH,
                new ImageSize(640, 480),
                new ModelId("ssd", "1", "0".repeat(64)),
                null,
                List.of(found));
    }

    private List<Detection> track(Detections detections) {
        var unused = tracker.update(TrackerState.initial("gate"), detections, detections.ref());
        return tracked.get(tracked.size() - 1).detections();
    }

    @Test
    void hidesObjectsThatStandInAMask() {
        masks.put("gate", List.of(new ObjectMask(LEFT_HALF, Set.of())));
        var inside = new Detection("person", 1, 0.9, IN_LEFT_HALF);
        var outside = new Detection("person", 1, 0.8, IN_RIGHT_HALF);
        assertThat(track(seen("gate", inside, outside))).containsExactly(outside);
        assertThat(track(seen("yard", inside, outside))).containsExactly(inside, outside);
        assertThat(hidden).isEqualTo(Map.of("gate", 1));
    }

    @Test
    void countsDetectionsAmongAllOfTheFrame() {
        masks.put("gate", List.of(new ObjectMask(LEFT_HALF, Set.of())));
        var inside = new Detection("person", 1, 0.9, IN_LEFT_HALF);
        var outside = new Detection("person", 1, 0.8, IN_RIGHT_HALF);
        Detections frame = seen("gate", inside, outside);
        TrackerUpdate update = tracker.update(TrackerState.initial("gate"), frame, frame.ref());
        assertThat(update.seen()).extracting(Sighting::detection).containsExactly(1, -1);
    }

    @Test
    void hidesTheClassesOfTheMaskOnly() {
        masks.put("gate", List.of(new ObjectMask(LEFT_HALF, Set.of("dog", "cat"))));
        var dog = new Detection("dog", 18, 0.9, IN_LEFT_HALF);
        var person = new Detection("person", 1, 0.8, IN_LEFT_HALF);
        assertThat(track(seen("gate", dog, person))).containsExactly(person);
        masks.clear();
        assertThat(track(seen("gate", dog, person))).containsExactly(dog, person);
    }

    @Test
    void leavesWhatItDoesNotHideAsItIs() {
        masks.put("gate", List.of(new ObjectMask(LEFT_HALF, Set.of())));
        Detections none = seen("gate");
        assertThat(track(none)).isEmpty();
        assertThat(tracked).containsExactly(none);
        assertThat(hidden).isEmpty();
    }
}
