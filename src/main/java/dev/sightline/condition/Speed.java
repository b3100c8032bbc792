package dev.sightline.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Objects that are fast. Speeds are in box heights a second, or in metres a second when it is known how high such objects
 * are: the finding's {@code speed} is in the unit asked for.
 *
 * @param who which objects and which zones
 * @param above the speed that is too fast, ≥ 0, in the unit
 * @param height of an object in the unit: 1 for box heights, about 1.7 for persons in metres; above 0
 */
public record Speed(Selection who, double above, double height) implements Condition {
    /** Checks the ranges. */
    public Speed {
        if (!(above >= 0 && above < 1e6) || !(height > 0 && height < 1e3)) {
            throw new IllegalArgumentException(
                    "a speed is not negative and a height above 0, not " + above + " and " + height);
        }
    }

    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        var found = new ArrayList<Finding>();
        for (Located located : who.in(scene)) {
            double speed = speed(located.object());
            if (speed > above) {
                found.add(Finding.of(located, scene.now(), Map.of("speed", speed)));
            }
        }
        return found;
    }

    private double speed(SceneObject object) {
        return height * object.velocity().speed();
    }

    @Override
    public List<Selection> selections() {
        return List.of(who);
    }

    @Override
    public String measured(Scene scene, SceneObject object) {
        return who.whereabouts(object) + ", " + Spoken.length(Spoken.rounded(speed(object)), height) + "/s";
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
        return who.describe() + " faster than " + Spoken.length(above, height) + "/s";
    }
}
