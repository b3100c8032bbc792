package dev.sightline.condition;

import java.util.ArrayList;
import java.util.List;

/**
 * Objects that are in a zone.
 *
 * @param who which objects and which zones
 */
public record InZone(Selection who) implements Condition {
    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        var found = new ArrayList<Finding>();
        for (Located located : who.in(scene)) {
            found.add(Finding.of(located, scene.now()));
        }
        return found;
    }

    @Override
    public List<Selection> selections() {
        return List.of(who);
    }

    @Override
    public String measured(Scene scene, SceneObject object) {
        return who.whereabouts(object);
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
        return who.describe();
    }
}
