package dev.sightline.track;

import dev.sightline.geometry.BoundingBox;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Values as precise as the topic carries them, so that a replay sees exactly what was seen live. */
final class Rounded {
    private Rounded() {}

    /** As precise as a 32-bit float. */
    static double single(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a finite number is needed, not " + value);
        }
        return (float) value;
    }

    static BoundingBox single(BoundingBox box) {
        return new BoundingBox(single(box.left()), single(box.top()), single(box.right()), single(box.bottom()));
    }

    static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
