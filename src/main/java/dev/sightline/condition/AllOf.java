package dev.sightline.condition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Several conditions at once. Those of objects must be true of the same object; those of the scene or of the camera are
 * gates: they must be true beside it.
 *
 * @param conditions at least one that is not a {@link Not}
 */
public record AllOf(List<Condition> conditions) implements Condition {
    /** Checks that there is something to be true. */
    public AllOf {
        conditions = Parts.checked(conditions);
        if (conditions.stream().allMatch(Not.class::isInstance)) {
            throw new IllegalArgumentException("'all' needs at least one condition that is not a 'not'");
        }
    }

    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        List<Finding> found = List.of(Finding.ofScene(Instant.EPOCH));
        var not = new ArrayList<Finding>();
        for (int i = 0; i < conditions.size(); i++) {
            Condition condition = conditions.get(i);
            if (condition instanceof Not negated) {
                not.addAll(negated.condition().find(scene, notes.part(i).part(0)));
            } else {
                found = both(found, condition.find(scene, notes.part(i)));
            }
        }
        return not.isEmpty() || found.isEmpty()
                ? found
                : found.stream()
                        .filter(finding ->
                                not.stream().noneMatch(bad -> bad.subject().fits(finding.subject())))
                        .toList();
    }

    private static List<Finding> both(List<Finding> ones, List<Finding> others) {
        var both = new ArrayList<Finding>();
        for (Finding one : ones) {
            for (Finding other : others) {
                if (one.subject().fits(other.subject())) {
                    both.add(one.and(other));
                }
            }
        }
        return both;
    }

    @Override
    public List<Condition> parts() {
        return conditions;
    }

    @Override
    public boolean momentary() {
        return conditions.stream().anyMatch(condition -> condition.momentary() && !(condition instanceof Not));
    }

    @Override
    public boolean ofObjects() {
        return conditions.stream().anyMatch(condition -> condition.ofObjects() && !(condition instanceof Not));
    }

    @Override
    public String describe() {
        return Parts.describe(conditions, " and ");
    }
}
