package dev.sightline.condition;

import java.util.List;

/** The parts of a combined condition. */
final class Parts {
    /** The most of them: so many sheets {@link Notes} have for parts. */
    static final int MOST = 16;

    private Parts() {}

    static List<Condition> checked(List<Condition> conditions) {
        if (conditions.isEmpty() || conditions.size() > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " conditions are combined, not " + conditions.size());
        }
        return List.copyOf(conditions);
    }
}
