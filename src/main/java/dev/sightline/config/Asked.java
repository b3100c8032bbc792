package dev.sightline.config;

import dev.sightline.condition.Condition;
import java.util.Set;

/**
 * A condition that was read, with what it needs to be told.
 *
 * @param condition the condition
 * @param words what an alert says where the rule has no message
 * @param values the names of what it counts or measures, which a message may have in braces
 */
record Asked(Condition condition, String words, Set<String> values) {
    Asked(Condition condition, String words) {
        this(condition, words, Set.of());
    }
}
