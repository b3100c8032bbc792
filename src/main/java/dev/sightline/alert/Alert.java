package dev.sightline.alert;

import dev.sightline.frame.CameraId;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule that fired, with its evidence. All alerts of one occurrence have the same id: the one that {@linkplain Kind#RAISED
 * raised} it, those that {@linkplain Kind#ESCALATED escalate} it and the one that {@linkplain Kind#ENDED ends} it.
 *
 * @param id the same for the same rule version, camera, objects and beginning, so that a replay gives the same alerts: 32
 *     lower-case hexadecimal digits
 * @param kind where in the occurrence it stands
 * @param rule the rule's id
 * @param ruleVersion hash of the rule's content, 12 hexadecimal digits
 * @param severity how much it matters
 * @param camera where
 * @param zone the zone's or line's name, empty when the rule names none
 * @param at when the rule's condition was fulfilled, in event time
 * @param since when the occurrence began, in event time
 * @param objects the objects that fulfilled it, at most {@value #MAX_OBJECTS}; none when a rule looks at an empty scene or
 *     at the camera itself
 * @param frame the evidence frame, the last one looked at; null when the camera has not delivered any
 * @param ref where that frame's record is; null when {@code frame} is
 * @param cause where the record is that made the rule fire: detections, a camera's status or a control record
 * @param model SHA-256 of the model that looked at the frame, empty when none did
 * @param suppressed how many occurrences of this rule and camera were held back since its last alert
 * @param values what the rule counted or measured, by name: {@code count}, {@code in}, {@code out}, {@code speed}, …
 * @param message one line for people
 */
public record Alert(
        String id,
        Kind kind,
        String rule,
        String ruleVersion,
        Severity severity,
        String camera,
        String zone,
        Instant at,
        Instant since,
        List<AlertObject> objects,
        @Nullable FrameId frame,
        @Nullable FrameRef ref,
        FrameRef cause,
        String model,
        long suppressed,
        Map<String, Double> values,
        String message) {
    /** The most objects that an alert names. */
    public static final int MAX_OBJECTS = 16;

    /** Where in an occurrence an alert stands. */
    public enum Kind {
        /** The rule fired. */
        RAISED,
        /** It still holds, for so long that the severity has grown. */
        ESCALATED,
        /** It does not hold any more, or its rule was changed or removed, as the message then says. */
        ENDED
    }

    /** Checks the parts and copies the collections. */
    public Alert {
        CameraId.check(camera);
        objects = List.copyOf(objects);
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        if (objects.size() > MAX_OBJECTS) {
            throw new IllegalArgumentException(
                    "an alert names at most " + MAX_OBJECTS + " objects, not " + objects.size());
        }
        if ((frame == null) != (ref == null)) {
            throw new IllegalArgumentException("a frame and the place of its record belong together");
        }
        if (suppressed < 0) {
            throw new IllegalArgumentException("suppressed is not negative: " + suppressed);
        }
    }
}
