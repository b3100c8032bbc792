package dev.sightline.condition;

import java.time.Instant;

/**
 * What a condition remembers of a subject; what each part means is the condition's own affair.
 *
 * @param since when it began
 * @param last when it was so last
 * @param x a place from left to right, normalised
 * @param y a place from top to bottom, normalised
 * @param number a count
 */
public record Note(Instant since, Instant last, double x, double y, long number) {
    static Note of(Instant now) {
        return new Note(now, now, 0, 0, 0);
    }

    static Note of(Instant now, long number) {
        return new Note(now, now, 0, 0, number);
    }

    Note last(Instant now) {
        return new Note(since, now, x, y, number);
    }
}
