package dev.sightline.condition;

import static java.util.stream.Collectors.joining;

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

    /** Conditions in words, with {@code word} between them. */
    static String describe(List<Condition> conditions, String word) {
        return conditions.stream().map(Parts::inBrackets).collect(joining(word));
    }

    /** A condition in words, in brackets where it is made of several. */
    static String inBrackets(Condition condition) {
        boolean several = condition instanceof AllOf || condition instanceof AnyOf || condition instanceof Sequence;
        return several ? "(" + condition.describe() + ")" : condition.describe();
    }
}
