package dev.sightline.condition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * At least one of several conditions.
 *
 * @param conditions which; either all or none of them are momentary
 */
public record AnyOf(List<Condition> conditions) implements Condition {
    /** Checks the parts. */
    public AnyOf {
        conditions = Parts.checked(conditions);
        if (conditions.stream().map(Condition::momentary).distinct().count() > 1) {
            throw new IllegalArgumentException(
                    "'any' cannot mix what happens in a moment with what lasts; write two rules");
        }
    }

    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        Map<Subject, Finding> found = new LinkedHashMap<>();
        for (int i = 0; i < conditions.size(); i++) {
            conditions
                    .get(i)
                    .find(scene, notes.part(i))
                    .forEach(finding -> found.putIfAbsent(finding.subject(), finding));
        }
        return List.copyOf(found.values());
    }

    @Override
    public List<Condition> parts() {
        return conditions;
    }

    @Override
    public boolean momentary() {
        return conditions.get(0).momentary();
    }

    @Override
    public boolean ofObjects() {
        return conditions.stream().anyMatch(Condition::ofObjects);
    }

    @Override
    public String describe() {
        return Parts.describe(conditions, " or ");
    }
}
