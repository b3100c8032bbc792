package dev.sightline.condition;

import dev.sightline.track.TrackId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Asks a condition at one moment, part by part, what is true and what stands in its way. Nothing is written down.
 *
 * @param scene the camera's scene at the moment
 * @param before what the condition had written down before the moment
 */
public record Inquiry(Scene scene, Map<NoteKey, Note> before) {
    /**
     * What came of a part.
     *
     * @param depth 0 for the whole, 1 for its parts, 2 for theirs
     * @param what the part in words
     * @param holds whether it is true
     * @param detail what was counted or measured; may be empty
     */
    public record Part(int depth, String what, boolean holds, String detail) {}

    /** The condition and its parts, each before its own parts, as they are true of {@code objects}; none for the scene. */
    public List<Part> parts(Condition condition, Set<TrackId> objects) {
        var all = new ArrayList<Part>();
        collect(condition, notes -> notes, 0, objects, all);
        return all;
    }

    private void collect(Condition condition, UnaryOperator<Notes> sheet, int depth, Set<TrackId> of, List<Part> all) {
        all.add(new Part(depth, condition.describe(), holds(condition, sheet, of), detail(condition, sheet, of)));
        for (int i = 0; i < condition.parts().size(); i++) {
            collect(condition.parts().get(i), part(sheet, i), depth + 1, of, all);
        }
    }

    /** Why the condition is not true of an object, by its first part that is not; empty when it is true. */
    public String obstacle(Condition condition, SceneObject object) {
        return obstacle(condition, notes -> notes, object);
    }

    private String obstacle(Condition condition, UnaryOperator<Notes> sheet, SceneObject object) {
        if (holds(condition, sheet, Set.of(object.id()))) {
            return "";
        } else if (condition instanceof Not not) {
            return "it is true that " + not.condition().describe();
        } else if (condition.parts().isEmpty()) {
            return ofLeaf(condition, object);
        }
        var reasons = new ArrayList<String>();
        for (int i = 0; i < condition.parts().size(); i++) {
            String reason = obstacle(condition.parts().get(i), part(sheet, i), object);
            if (!reason.isEmpty()) {
                reasons.add(reason);
            }
        }
        boolean inOrder = condition instanceof Sequence;
        return reasons.isEmpty() || inOrder
                ? "not, or not yet: " + condition.describe()
                : condition instanceof AnyOf ? String.join("; and ", reasons) : reasons.get(0);
    }

    private String ofLeaf(Condition leaf, SceneObject object) {
        List<String> unfit = leaf.selections().stream()
                .map(who -> who.obstacle(object))
                .distinct()
                .toList();
        if (!unfit.isEmpty() && !unfit.contains("")) {
            return unfit.get(0);
        }
        String measured = leaf.ofObjects() ? leaf.measured(scene, object) : leaf.measured(scene);
        return "not " + leaf.describe() + (measured.isEmpty() ? "" : ": " + measured);
    }

    private boolean holds(Condition condition, UnaryOperator<Notes> sheet, Set<TrackId> of) {
        return condition instanceof Not not
                ? !holds(not.condition(), part(sheet, 0), of)
                : !found(condition, sheet, of).isEmpty();
    }

    /** What a part finds of {@code of}, or of the scene; each time with notes of its own, as it changes them. */
    private List<Finding> found(Condition condition, UnaryOperator<Notes> sheet, Set<TrackId> of) {
        return condition.find(scene, sheet.apply(new Notes(before))).stream()
                .filter(finding -> of.isEmpty()
                        || finding.subject().tracks().isEmpty()
                        || finding.subject().tracks().stream().anyMatch(of::contains))
                .toList();
    }

    private String detail(Condition condition, UnaryOperator<Notes> sheet, Set<TrackId> of) {
        var details = new ArrayList<String>();
        for (Finding finding : found(condition, sheet, of).stream().limit(1).toList()) {
            Instant since = finding.since();
            if (since.isAfter(Instant.EPOCH) && since.isBefore(scene.now())) {
                details.add("since " + since);
            }
            finding.values().forEach((name, value) -> details.add(name + " " + Spoken.number(Spoken.rounded(value))));
        }
        if (condition.parts().isEmpty()) {
            details.add(condition.measured(scene));
            scene.objects().stream()
                    .filter(object -> of.contains(object.id()))
                    .forEach(object -> details.add(condition.measured(scene, object)));
        }
        return details.stream().filter(text -> !text.isEmpty()).distinct().collect(Collectors.joining(", "));
    }

    private static UnaryOperator<Notes> part(UnaryOperator<Notes> sheet, int index) {
        return notes -> sheet.apply(notes).part(index);
    }
}
