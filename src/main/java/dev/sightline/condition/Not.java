package dev.sightline.condition;

import java.util.List;

/**
 * What is not true of the scene. In {@link AllOf} it is asked of each object.
 *
 * @param condition what is not true; not a momentary one
 */
public record Not(Condition condition) implements Condition {
    /** Refuses momentary conditions. */
    public Not {
        if (condition.momentary()) {
            throw new IllegalArgumentException("what happens in a moment is untrue nearly always; negate what lasts");
        }
    }

    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        boolean none = condition.find(scene, notes.part(0)).isEmpty();
        return none ? List.of(Finding.ofScene(scene.now())) : List.of();
    }

    @Override
    public List<Condition> parts() {
        return List.of(condition);
    }

    @Override
    public boolean momentary() {
        return false;
    }

    @Override
    public boolean ofObjects() {
        return false;
    }

    @Override
    public String describe() {
        return "not " + Parts.inBrackets(condition);
    }
}
