package dev.sightline.track;

import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a track. All of it is as precise as the topic carries it, so that who replays the topic sees
 * what was seen live.
 *
 * @param type what happened
 * @param id the track
 * @param label the class in words: what most of its detections say
 * @param classIndex the class as the model numbers it, ≥ 1
 * @param frame the frame that made it happen; for a stream that was lost, its last frame
 * @param ref where that frame's record is
 * @param detections where the record of that frame's detections is
 * @param model which model looked: sha256 of its file
 * @param at the event's time: when that frame was received, or when the stream was lost
 * @param firstSeen when the object was first seen
 * @param lastSeen when the object was last seen: {@code at}, except when the track ends
 * @param box where the object was last seen, smoothed over its detections, inside [0, 1]
 * @param velocity how it moved then, smoothed
 * @param score the median of its last scores, up to {@value Scores#KEPT} of them, in [0, 1]: what tells false objects from
 *     real ones, as a false one is now sure, now faint
 * @param lastScore of its last detection, in [0, 1]
 * @param best where it was seen best
 * @param stationarySince since when it has not moved from its place, or null when it moves; see {@link Rest}
 * @param path where it went: its first and last place and those between that tell most, up to {@value Trail#MOST} in all
 * @param labels what its detections say that it is, in the order the classes came up
 * @param zones the names of the camera's zones that it is in, in the order of the camera's settings
 * @param endReason why the track ended; null unless {@code type} is {@link Type#ENDED}
 */
public record TrackEvent(
        Type type,
        TrackId id,
        String label,
        int classIndex,
        FrameId frame,
        FrameRef ref,
        FrameRef detections,
        String model,
        Instant at,
        Instant firstSeen,
        Instant lastSeen,
        BoundingBox box,
        Velocity velocity,
        double score,
        double lastScore,
        BestView best,
        @Nullable Instant stationarySince,
        List<PathPoint> path,
        List<LabelCount> labels,
        List<String> zones,
        @Nullable EndReason endReason) {

    /** What happened. */
    public enum Type {
        /** The track was confirmed. */
        STARTED,
        /** The object was seen again. */
        UPDATED,
        /** The object will not be seen again under this id. */
        ENDED
    }

    /** Why a track ended. */
    public enum EndReason {
        /** The object was not seen for longer than a track is kept. */
        LOST,
        /** The object went out of the picture. */
        LEFT_FRAME,
        /** The camera's stream was interrupted or restarted. */
        STREAM_LOST
    }

    /** Checks that an end has a reason and nothing else has one, and rounds. */
    public TrackEvent {
        if ((type == Type.ENDED) != (endReason != null)) {
            throw new IllegalArgumentException("an end reason belongs to an ended track: " + type + ", " + endReason);
        }
        at = Rounded.micros(at);
        firstSeen = Rounded.micros(firstSeen);
        lastSeen = Rounded.micros(lastSeen);
        box = Rounded.single(box);
        score = Rounded.single(score);
        lastScore = Rounded.single(lastScore);
        stationarySince = stationarySince == null ? null : Rounded.micros(stationarySince);
        path = List.copyOf(path);
        labels = List.copyOf(labels);
        zones = List.copyOf(zones);
    }

    /** Whether the object has not moved from its place for a while. */
    public boolean stationary() {
        return stationarySince != null;
    }
}
