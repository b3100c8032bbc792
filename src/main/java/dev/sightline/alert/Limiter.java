package dev.sightline.alert;

import dev.sightline.condition.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Cooldown and rate limit of one rule at one moment; used once, by one thread. */
final class Limiter {
    private final Limits limits;
    private final Instant now;
    private final List<Cooldown> cooldowns;
    private final List<Instant> raised;
    private long suppressed;

    Limiter(Limits limits, RuleState before, Instant now) {
        this.limits = limits;
        this.now = now;
        this.suppressed = before.suppressed();
        this.cooldowns = new ArrayList<>(before.cooldowns());
        this.raised = new ArrayList<>(before.raised());
        cooldowns.removeIf(cooldown -> hasPassed(limits.cooldown(), cooldown.since()));
        raised.removeIf(at -> hasPassed(limits.window(), at));
    }

    private boolean hasPassed(Duration duration, Instant since) {
        return Duration.between(since, now).compareTo(duration) >= 0;
    }

    /** Why no alert may be raised now, or an empty text. */
    String obstacle(Subject subject) {
        Subject scope = scope(subject);
        for (Cooldown cooldown : cooldowns) {
            if (cooldown.subject().equals(scope)) {
                return "cooling down since " + cooldown.since();
            }
        }
        boolean full = limits.most() > 0 && raised.size() >= limits.most();
        return full ? raised.size() + " alerts in " + limits.window().toSeconds() + " s" : "";
    }

    private Subject scope(Subject subject) {
        return switch (limits.per()) {
            case RULE -> Subject.SCENE;
            case ZONE -> new Subject(List.of(), subject.zone());
            case OBJECT -> new Subject(subject.tracks(), "");
        };
    }

    void raised(Subject subject) {
        suppressed = 0;
        if (!limits.cooldown().isZero()) {
            cooldowns.add(new Cooldown(scope(subject), now));
        }
        if (limits.most() > 0) {
            raised.add(now);
        }
    }

    void suppress() {
        suppressed++;
    }

    long suppressed() {
        return suppressed;
    }

    /** Whether any of it is other than {@code before}. */
    boolean changed(RuleState before) {
        return suppressed != before.suppressed()
                || !cooldowns.equals(before.cooldowns())
                || !raised.equals(before.raised());
    }

    List<Cooldown> cooldowns() {
        return cooldowns;
    }

    List<Instant> raised() {
        return raised;
    }
}
