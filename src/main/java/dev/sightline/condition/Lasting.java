package dev.sightline.condition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What has been true for long, of the same objects.
 *
 * @param condition what; not a momentary one
 * @param duration for how long, ≥ 0
 * @param grace for how long it may be untrue in between, ≥ 0
 */
public record Lasting(Condition condition, Duration duration, Duration grace) implements Condition {
    /** Refuses momentary conditions. */
    public Lasting {
        if (condition.momentary()) {
            throw new IllegalArgumentException("what happens in a moment cannot last");
        }
        if (duration.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException("durations are not negative: " + duration + ", " + grace);
        }
    }

    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        var found = new ArrayList<Finding>();
        Set<Subject> now = new HashSet<>();
        for (Finding finding : condition.find(scene, notes.part(0))) {
            Subject subject = finding.subject();
            Note before = notes.get(subject);
            boolean lasts = before != null && scene.follows(before.last(), grace);
            Note note = (before != null && lasts ? before : Note.of(scene.now())).last(scene.now());
            notes.put(subject, note);
            now.add(subject);
            if (Duration.between(note.since(), scene.now()).compareTo(duration) >= 0) {
                found.add(finding.since(note.since()));
            }
        }
        notes.removeIf((subject, note) -> {
            boolean over = !now.contains(subject) && isOver(scene, note);
            if (over && Duration.between(note.since(), note.last()).compareTo(duration) < 0) {
                notes.missed(subject, note.since(), note.last(), duration);
            }
            return over;
        });
        return found;
    }

    private boolean isOver(Scene scene, Note note) {
        return Duration.between(note.last(), scene.now()).compareTo(grace) > 0;
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
        return duration.isZero() ? condition.describe() : Parts.inBrackets(condition) + " for " + Spoken.time(duration);
    }
}
