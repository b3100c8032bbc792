package dev.sightline.schedule;

import java.time.Instant;

/**
 * Active while another schedule is not.
 *
 * @param schedule the other one; not active at all times, as far as its wall clocks tell
 */
public record Not(Schedule schedule) implements Schedule {
    /** Checks that something is left. */
    public Not(Schedule schedule) {
        this.schedule = schedule;
        if (Contradiction.in(this)) {
            throw new IllegalArgumentException(
                    "\"not\" of what is always active is never active; leave out: " + describe());
        }
    }

    @Override
    public Span spanAt(Instant at) {
        return schedule.spanAt(at).inverted();
    }

    @Override
    public String describe() {
        return "not (" + schedule.describe() + ")";
    }
}
