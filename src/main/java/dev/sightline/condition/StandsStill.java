package dev.sightline.condition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects that have stood still in a zone for long, such as a bag that was left behind.
 *
 * @param who which objects and which zones
 * @param duration for how long, ≥ 0
 */
public record StandsStill(Selection who, Duration duration) implements Condition {
    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        var found = new ArrayList<Finding>();
        for (Located located : located(scene)) {
            found.add(Finding.of(located, scene.now()));
        }
        return found;
    }

    List<Located> located(Scene scene) {
        List<Located> standing = who.in(scene);
        standing.removeIf(located -> !stands(located.object(), scene.now()));
        return standing;
    }

    private boolean stands(SceneObject object, Instant now) {
        Instant since = object.stationarySince();
        return since != null && Duration.between(since, now).compareTo(duration) >= 0;
    }

    @Override
    public List<Selection> selections() {
        return List.of(who);
    }

    @Override
    public String measured(Scene scene, SceneObject object) {
        Instant since = object.stationarySince();
        return who.whereabouts(object)
                + (since == null
                        ? ", moving"
                        : ", standing still for " + Spoken.time(Duration.between(since, scene.now())));
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
        return who.whom() + " stands still in " + who.where() + " for " + Spoken.time(duration);
    }
}
