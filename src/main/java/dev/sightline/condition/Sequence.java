package dev.sightline.condition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Several conditions one after the other: each begins to be true after the one before was, and not later than {@code
 * within} after that one was true last. Of objects they are true of the same one, unless {@code anyone}.
 *
 * @param steps two or more
 * @param within the longest time between two steps, above 0
 * @param anyone whether another object may take the next step
 */
public record Sequence(List<Condition> steps, Duration within, boolean anyone) implements Condition {
    private static final int TRUE = 20;
    private static final int DONE = 40;

    /** Checks the parts. */
    public Sequence {
        steps = Parts.checked(steps);
        if (steps.size() < 2 || within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("a sequence has two steps or more within some time");
        }
    }

    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        List<Finding> found = List.of();
        for (int step = steps.size() - 1; step >= 0; step--) {
            List<Finding> now = steps.get(step).find(scene, notes.part(step));
            List<Finding> begun = begun(scene, notes.part(TRUE + step), now);
            if (step == 0) {
                now.forEach(finding -> done(scene, notes.part(DONE), finding, null));
            } else {
                found = take(scene, notes, step, begun, found);
            }
            Notes done = notes.part(DONE + step);
            done.removeIf((subject, note) -> isLate(scene, note));
        }
        return found;
    }

    /** What was not true at the moment before. */
    private static List<Finding> begun(Scene scene, Notes sheet, List<Finding> now) {
        var begun = new ArrayList<Finding>();
        for (Finding finding : now) {
            Note note = sheet.get(finding.subject());
            if (note == null || !scene.follows(note.last(), Duration.ZERO)) {
                begun.add(finding);
            }
            sheet.put(finding.subject(), Note.of(scene.now()));
        }
        sheet.removeIf((subject, note) -> !scene.follows(note.last(), Duration.ZERO));
        return begun;
    }

    private List<Finding> take(Scene scene, Notes notes, int step, List<Finding> begun, List<Finding> found) {
        var all = new ArrayList<>(found);
        Notes before = notes.part(DONE + step - 1);
        for (Finding finding : begun) {
            for (Map.Entry<Subject, Note> entry : before.sheet().entrySet()) {
                Note note = entry.getValue();
                boolean fits = anyone || entry.getKey().fits(finding.subject());
                if (fits && note.since().isBefore(scene.now()) && !isLate(scene, note)) {
                    before.remove(entry.getKey());
                    if (step == steps.size() - 1) {
                        all.add(finding.since(note.since()));
                    } else {
                        done(scene, notes.part(DONE + step), finding, note.since());
                    }
                    break;
                }
            }
        }
        return all;
    }

    /** Writes down that a step was taken; {@code since} is when the first one was, null for the first one itself. */
    private static void done(Scene scene, Notes sheet, Finding finding, @Nullable Instant since) {
        Note before = sheet.get(finding.subject());
        Instant first = since != null ? since : before != null ? before.since() : finding.since();
        sheet.put(finding.subject(), new Note(first, scene.now(), 0, 0, 0));
    }

    private boolean isLate(Scene scene, Note note) {
        return Duration.between(note.last(), scene.now()).compareTo(within) > 0;
    }

    @Override
    public List<Condition> parts() {
        return steps;
    }

    @Override
    public boolean momentary() {
        return true;
    }

    @Override
    public boolean ofObjects() {
        return steps.stream().anyMatch(Condition::ofObjects);
    }

    @Override
    public String describe() {
        return Parts.describe(steps, ", then ") + ", each within " + Spoken.time(within)
                + (anyone ? ", by anyone" : "");
    }
}
