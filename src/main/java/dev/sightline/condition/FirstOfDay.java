package dev.sightline.condition;

import java.time.ZoneId;
import java.util.List;

/**
 * The first time in a day that something is true.
 *
 * @param condition what
 * @param zone whose calendar days count
 */
public record FirstOfDay(Condition condition, ZoneId zone) implements Condition {
    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        List<Finding> found = condition.find(scene, notes.part(0));
        if (found.isEmpty()) {
            return found;
        }
        long day = scene.now().atZone(zone).toLocalDate().toEpochDay();
        Note last = notes.get(Subject.SCENE);
        notes.put(Subject.SCENE, Note.of(scene.now(), day));
        return last != null && last.number() >= day ? List.of() : found.subList(0, 1);
    }

    @Override
    public List<Condition> parts() {
        return List.of(condition);
    }

    @Override
    public boolean momentary() {
        return true;
    }

    @Override
    public boolean ofObjects() {
        return condition.ofObjects();
    }

    @Override
    public String describe() {
        return "the first time in a day (" + zone + "): " + condition.describe();
    }
}
