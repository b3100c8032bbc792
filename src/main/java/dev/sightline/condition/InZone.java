package dev.sightline.condition;

import java.util.List;

/**
 * Objects that are in a zone.
 *
 * @param who which objects and which zones
 */
public record InZone(Selection who) implements Condition {
    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        return who.in(scene).stream()
                .map(located -> Finding.of(located, scene.now()))
                .toList();
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
