package dev.sightline.alert;

import dev.sightline.frame.FrameRef;
import dev.sightline.track.TrackId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an alert goes back to, with the picture. Of an alert that ends an occurrence there is none: what it was about is not to
 * be seen any more.
 *
 * @param alert the alert's id
 * @param kind with the id and the severity it tells which of an occurrence's alerts
 * @param severity the alert's
 * @param rule the rule's id
 * @param ruleVersion hash of the rule's content
 * @param camera where
 * @param at when the rule's condition was fulfilled
 * @param record where the alert's record is
 * @param frame where the frame's record is or was; null when the camera has not delivered any
 * @param cause where the record is that made the rule fire
 * @param model SHA-256 of the model that looked at the frame, empty when none did
 * @param tracks where the last record of each object's track up to the frame is, as far as it was found
 * @param jpeg the frame with the objects' boxes drawn, position to limit, to be treated as read-only; null when there is none
 * @param reason why there is no picture, a word such as {@code gone}; null when there is one
 */
public record AlertEvidence(
        String alert,
        Alert.Kind kind,
        Severity severity,
        String rule,
        String ruleVersion,
        String camera,
        Instant at,
        FrameRef record,
        @Nullable FrameRef frame,
        FrameRef cause,
        String model,
        Map<TrackId, FrameRef> tracks,
        @Nullable ByteBuffer jpeg,
        @Nullable String reason) {
    /** Copies the map and checks that there is either a picture or a reason. */
    public AlertEvidence {
        tracks = Collections.unmodifiableMap(new LinkedHashMap<>(tracks));
        if ((jpeg == null) == (reason == null)) {
            throw new IllegalArgumentException("there is either a picture or a reason why there is none");
        }
    }

    /** The evidence of {@code alert}, whose record is at {@code place}. */
    public static AlertEvidence of(
            Alert alert,
            FrameRef place,
            Map<TrackId, FrameRef> tracks,
            @Nullable ByteBuffer jpeg,
            @Nullable String reason) {
        return new AlertEvidence(
                alert.id(),
                alert.kind(),
                alert.severity(),
                alert.rule(),
                alert.ruleVersion(),
                alert.camera(),
                alert.at(),
                place,
                alert.ref(),
                alert.cause(),
                alert.model(),
                tracks,
                jpeg,
                reason);
    }

    /** Whether this belongs to {@code other} and to none of the occurrence's further alerts. */
    public boolean isOf(Alert other) {
        return alert.equals(other.id()) && kind == other.kind() && severity == other.severity();
    }
}
