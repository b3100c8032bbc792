package dev.sightline.bench;

import dev.sightline.alert.RuleInput;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.track.BestView;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import dev.sightline.track.Velocity;
import dev.sightline.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What rules are told of cameras at which a person and a car come and go every 20 s, not all at once: both go across the
 * picture, and the car stops on its way.
 */
final class StormDay {
    private static final int WALK = 20 * RecordedDay.PER_SECOND;
    private static final int STOP = WALK / 4;
    private static final String MODEL = "0".repeat(64);

    private final Topics topics;
    private final Instant start;

    StormDay(Topics topics, Instant start) {
        this.topics = topics;
        this.start = start;
    }

    /** What happens to one of the objects of a camera in a frame. */
    TrackEvent event(int camera, int object, long frame) {
        long turn = frame + camera + 7L * object;
        int step = (int) (turn % WALK);
        boolean car = object % 2 == 1;
        boolean stands = car && step > STOP && step < 3 * STOP;
        var type = step == 0
                ? TrackEvent.Type.STARTED
                : step == WALK - 1 ? TrackEvent.Type.ENDED : TrackEvent.Type.UPDATED;
        Instant first = at(camera, frame - step);
        FrameId id = id(camera, frame);
        FrameRef ref = place(topics.frames().name(), camera, frame);
        double x = stands ? 0.6 : 0.1 + 0.8 * step / WALK;
        return new TrackEvent(
                type,
                new TrackId(id.camera(), 1, 2 * (turn / WALK) + object + 1),
                car ? "car" : "person",
                car ? 3 : 1,
                id,
                ref,
                place(topics.detections().name(), camera, frame),
                MODEL,
                at(camera, frame),
                first,
                at(camera, frame),
                BoundingBox.ofCenter(x, 0.5, 0.1, 0.3),
                new Velocity(stands ? 0 : 0.6, 0),
                0.875,
                0.875,
                new BestView(0.875, id, ref),
                stands ? first.plus(Duration.ofSeconds(STOP / RecordedDay.PER_SECOND)) : null,
                List.of(),
                List.of(),
                List.of(),
                type == TrackEvent.Type.ENDED ? TrackEvent.EndReason.LOST : null);
    }

    /** That a frame was looked at. */
    RuleInput looked(int camera, long frame) {
        return new RuleInput.Looked(
                id(camera, frame),
                place(topics.frames().name(), camera, frame),
                MODEL,
                place(topics.detections().name(), camera, frame),
                at(camera, frame));
    }

    private static FrameId id(int camera, long frame) {
        return new FrameId(RecordedDay.camera(camera), 1, frame);
    }

    private static FrameRef place(String topic, int camera, long frame) {
        return new FrameRef(topic, camera, frame);
    }

    private Instant at(int camera, long frame) {
        return start.plusMillis(frame * 1000 / RecordedDay.PER_SECOND + camera);
    }
}
