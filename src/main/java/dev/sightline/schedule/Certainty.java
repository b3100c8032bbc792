package dev.sightline.schedule;

/** What is known of a statement, with Kleene's logic of three values. */
enum Certainty {
    NO,
    MAYBE,
    YES;

    Certainty not() {
        return switch (this) {
            case NO -> YES;
            case MAYBE -> MAYBE;
            case YES -> NO;
        };
    }

    Certainty and(Certainty other) {
        return compareTo(other) < 0 ? this : other;
    }

    Certainty or(Certainty other) {
        return compareTo(other) < 0 ? other : this;
    }
}
