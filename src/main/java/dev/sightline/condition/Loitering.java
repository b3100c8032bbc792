package dev.sightline.condition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects that hang around: the times in which something is true of them add up, as long as they are never away for
 * longer than {@code memory}.
 *
 * @param condition what; not a momentary one
 * @param duration for how long altogether, ≥ 0
 * @param memory after so long away it begins anew, ≥ 0
 */
public record Loitering(Condition condition, Duration duration, Duration memory) implements Condition {
    /** Refuses momentary conditions. */
    public Loitering {
        if (condition.momentary()) {
            throw new IllegalArgumentException("what happens in a moment does not add up");
        }
        if (duration.isNegative() || memory.isNegative()) {
            throw new IllegalArgumentException("durations are not negative: " + duration + ", " + memory);
        }
    }

    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        var found = new ArrayList<Finding>();
        for (Finding finding : condition.find(scene, notes.part(0))) {
            Note before = notes.get(finding.subject());
            Note note = before == null ? Note.of(scene.now()) : after(before, scene);
            notes.put(finding.subject(), note);
            if (note.number() >= duration.toMillis()) {
                found.add(finding.since(note.since()));
            }
        }
        notes.removeIf(
                (subject, note) -> Duration.between(note.last(), scene.now()).compareTo(memory) > 0);
        return found;
    }

    private static Note after(Note before, Scene scene) {
        boolean throughout = scene.follows(before.last(), Duration.ZERO);
        long passed = throughout ? Duration.between(before.last(), scene.now()).toMillis() : 0;
        return new Note(before.since(), scene.now(), 0, 0, before.number() + passed);
    }

    @Override
    public List<Condition> parts() {
        return List.of(condition);
    }

    @Override
    public boolean momentary() {
        return false;
    }

    @Override
    public boolean ofObjects() {
        return condition.ofObjects();
    }

    @Override
    public String describe() {
        return Parts.inBrackets(condition) + " for " + Spoken.time(duration) + " altogether, away for no more than "
                + Spoken.time(memory) + " at a time";
    }
}
