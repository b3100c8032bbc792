package dev.sightline.schedule;

import java.time.Instant;

/** At all times: what holds where no schedule is given. */
public record Always() implements Schedule {
    @Override
    public Span spanAt(Instant at) {
        return new Span(true, Instant.MIN, Instant.MAX);
    }

    @Override
    public String describe() {
        return "always";
    }
}
