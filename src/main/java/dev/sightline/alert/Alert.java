package dev.sightline.alert;

import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.track.TrackId;
import java.time.Instant;

/**
 * A rule that fired, with its evidence.
 *
 * @param id the same for the same rule, track and time, so that a replay gives the same alerts
 * @param rule the rule's id
 * @param ruleVersion hash of the rule's content, 12 hexadecimal digits
 * @param camera where
 * @param zone the zone's name
 * @param at when the rule's condition was fulfilled, in event time
 * @param since when the object entered the zone, in event time
 * @param track the track that fulfilled it
 * @param label the object's class in words
 * @param score of the detection in the evidence frame, in [0, 1]
 * @param box where the object was in the evidence frame, inside [0, 1]
 * @param frame the evidence frame
 * @param ref where that frame's record is
 * @param message one line for people
 */
public record Alert(
        String id,
        String rule,
        String ruleVersion,
        String camera,
        String zone,
        Instant at,
        Instant since,
        TrackId track,
        String label,
        double score,
        BoundingBox box,
        FrameId frame,
        FrameRef ref,
        String message) {}
