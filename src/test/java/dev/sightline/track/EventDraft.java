package dev.sightline.track;

import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A track event of tests: of a person who walks nowhere in the middle of the picture, unless told otherwise. */
public final class EventDraft {
    private final TrackId id;
    private final Instant at;
    private FrameId frame;
    private FrameRef ref;
    private Instant firstSeen;
    private Instant lastSeen;
    private String label = "person";
    private BoundingBox box = BoundingBox.ofCenter(0.5, 0.5, 0.1, 0.2);
    private Velocity velocity = Velocity.NONE;
    private double score = 0.9;
    private double bestScore = 0.9;
    private @Nullable Instant stationarySince;
    private List<String> zones = List.of();

    /** An event of {@code id} that a frame received at {@code at} makes happen. */
    public EventDraft(TrackId id, Instant at) {
        this.id = id;
        this.at = at;
        this.frame = new FrameId(id.camera(), id.epoch(), 0);
        this.ref = new FrameRef("frames", 0, 0);
        this.firstSeen = at;
        this.lastSeen = at;
    }

    public EventDraft frame(FrameId newFrame, FrameRef newRef) {
        frame = newFrame;
        ref = newRef;
        return this;
    }

    public EventDraft seen(Instant first, Instant last) {
        firstSeen = first;
        lastSeen = last;
        return this;
    }

    public EventDraft label(String newLabel) {
        label = newLabel;
        return this;
    }

    public EventDraft box(BoundingBox newBox) {
        box = newBox;
        return this;
    }

    public EventDraft velocity(double x, double y) {
        velocity = new Velocity(x, y);
        return this;
    }

    public EventDraft score(double newScore, double best) {
        score = newScore;
        bestScore = best;
        return this;
    }

    public EventDraft stationarySince(@Nullable Instant since) {
        stationarySince = since;
        return this;
    }

    public EventDraft zones(String... names) {
        zones = List.of(names);
        return this;
    }

    public TrackEvent started() {
        return event(TrackEvent.Type.STARTED, null);
    }

    public TrackEvent updated() {
        return event(TrackEvent.Type.UPDATED, null);
    }

    public TrackEvent ended(TrackEvent.EndReason reason) {
        return event(TrackEvent.Type.ENDED, reason);
    }

    /** An event of the type; an end is that of a lost track. */
    public TrackEvent event(TrackEvent.Type type) {
        return event(type, type == TrackEvent.Type.ENDED ? TrackEvent.EndReason.LOST : null);
    }

    private TrackEvent event(TrackEvent.Type type, TrackEvent.@Nullable EndReason reason) {
        return new TrackEvent(
                type,
                id,
                label,
                1,
                frame,
                ref,
                new FrameRef("detections", ref.partition(), ref.offset()),
                "ab".repeat(32),
                at,
                firstSeen,
                lastSeen,
                box,
                velocity,
                score,
                score,
                new BestView(bestScore, frame, ref),
                stationarySince,
                List.of(new PathPoint(
                        lastSeen,
                        box.clipped().bottomCenter().x(),
                        box.clipped().bottomCenter().y())),
                List.of(new LabelCount(label, 1, 3, 3 * score, firstSeen)),
                zones,
                reason);
    }
}
