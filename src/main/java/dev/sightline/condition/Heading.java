package dev.sightline.condition;

import dev.sightline.track.Velocity;
import java.util.List;
import java.util.Map;

/**
 * Objects that move in a direction: 0 degrees is to the right in the picture, 90 up, 180 to the left, 270 down.
 *
 * @param who which objects and which zones
 * @param towards the direction, in [0, 360) degrees
 * @param within how far their course may be from it, 1 to 180 degrees
 * @param faster than this many box heights a second; slower ones have no direction, ≥ 0
 */
public record Heading(Selection who, double towards, double within, double faster) implements Condition {
    /** Checks the ranges. */
    public Heading {
        if (!(towards >= 0 && towards < 360) || !(within >= 1 && within <= 180) || !(faster >= 0 && faster < 1e6)) {
            throw new IllegalArgumentException("towards is 0 to 360 degrees, within 1 to 180, faster not negative: "
                    + towards + ", " + within + ", " + faster);
        }
    }

    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        return who.in(scene).stream()
                .filter(located -> fits(located.object().velocity()))
                .map(located -> Finding.of(
                        located,
                        scene.now(),
                        Map.of("degrees", degrees(located.object().velocity()))))
                .toList();
    }

    private boolean fits(Velocity velocity) {
        double off = Math.abs(degrees(velocity) - towards);
        return velocity.speed() > faster && Math.min(off, 360 - off) <= within;
    }

    private static double degrees(Velocity velocity) {
        double degrees = Math.toDegrees(Math.atan2(-velocity.y(), velocity.x()));
        return degrees < 0 ? degrees + 360 : degrees;
    }

    @Override
    public List<Selection> selections() {
        return List.of(who);
    }

    @Override
    public String measured(Scene scene, SceneObject object) {
        Velocity velocity = object.velocity();
        return who.whereabouts(object) + ", heading " + Spoken.number(Math.rint(degrees(velocity))) + "° at "
                + Spoken.length(Spoken.rounded(velocity.speed()), 1) + "/s";
    }

    @Override
    public boolean momentary() {
        return false;
    }

    @Override
    public boolean ofObjects() {
        return true;
    }

    @Override
    public String describe() {
        return who.describe() + " heading " + Spoken.number(towards) + "° ± " + Spoken.number(within)
                + "°, faster than " + Spoken.length(faster, 1) + "/s";
    }
}
