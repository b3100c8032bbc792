package dev.sightline.track;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.ObjectMask;
import dev.sightline.frame.FrameRef;
import java.util.List;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * A tracker that does not see what object masks hide. The masks work on what was detected, not on the pictures, so a past
 * can be tracked again with other masks. As pure as the tracker behind it while the masks stay the same.
 */
public final class MaskedTracker implements Tracker {
    private final Tracker tracker;
    private final Function<String, List<ObjectMask>> masks;
    private final ObjIntConsumer<String> hidden;

    /**
     * A tracker in front of another one.
     *
     * @param masks the masks of a camera by its id, asked for each frame
     * @param hidden told the camera and the number of detections hidden in a frame, when there are any
     */
    public MaskedTracker(Tracker tracker, Function<String, List<ObjectMask>> masks, ObjIntConsumer<String> hidden) {
        this.tracker = tracker;
        this.masks = masks;
        this.hidden = hidden;
    }

    @Override
    public TrackerUpdate update(TrackerState state, Detections detections, FrameRef record) {
        String camera = detections.frame().camera();
        List<ObjectMask> present = masks.apply(camera);
        List<Detection> all = detections.detections();
        List<Integer> visible = IntStream.range(0, all.size())
                .filter(i -> present.stream().noneMatch(mask -> mask.hides(all.get(i))))
                .boxed()
                .toList();
        int count = all.size() - visible.size();
        if (count == 0) {
            return tracker.update(state, detections, record);
        }
        hidden.accept(camera, count);
        TrackerUpdate update = tracker.update(state, without(detections, visible), record);
        return new TrackerUpdate(
                update.state(),
                update.events(),
                update.seen().stream().map(each -> amongAll(each, visible)).toList());
    }

    @Override
    public TrackerUpdate lose(TrackerState state, StreamLoss loss) {
        return tracker.lose(state, loss);
    }

    /** The same, its detection counted among all of the frame. */
    private static Sighting amongAll(Sighting sighting, List<Integer> visible) {
        int detection = sighting.detection();
        return detection < 0 ? sighting : new Sighting(sighting.id(), visible.get(detection), sighting.box());
    }

    private static Detections without(Detections detections, List<Integer> visible) {
        return new Detections(
                detections.frame(),
                detections.ref(),
                detections.capturedAt(),
                detections.receivedAt(),
                detections.sourceSize(),
                detections.model(),
                detections.skipped(),
                visible.stream().map(detections.detections()::get).toList());
    }
}
