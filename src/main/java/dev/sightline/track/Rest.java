package dev.sightline.track;

import dev.sightline.geometry.BoundingBox;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether an object stays where it is. It does once its centre has been within {@value #STAYS} sides of its box of one
 * place for 5 s, and until it is farther than {@value #LEAVES} from there, so that it is not now this, now that.
 *
 * @param since when it came to the place
 * @param x of the place: its centre then, normalised
 * @param y of the place, normalised
 * @param still whether it has been there for long enough
 */
public record Rest(Instant since, double x, double y, boolean still) {
    private static final double STAYS = 0.15;
    private static final double LEAVES = 0.3;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

    static Rest at(Instant at, BoundingBox box) {
        return new Rest(at, box.center().x(), box.center().y(), false);
    }

    /** After the object was seen in {@code box}, which is not empty. */
    Rest then(Instant at, BoundingBox box) {
        double dx = (box.center().x() - x) / box.width();
        double dy = (box.center().y() - y) / box.height();
        if (Math.hypot(dx, dy) > (still ? LEAVES : STAYS)) {
            return at(at, box);
        }
        boolean enough = Duration.between(since, at).compareTo(LONG_ENOUGH) >= 0;
        return enough && !still ? new Rest(since, x, y, true) : this;
    }

    @Nullable
    Instant stationarySince() {
        return still ? since : null;
    }
}
