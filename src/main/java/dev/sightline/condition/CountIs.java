package dev.sightline.condition;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A zone in which there are so many objects, from {@code least} to {@code most}; with both 0 it is empty. It can be known
 * only when a frame was looked at: a camera that delivers nothing is not an empty scene.
 *
 * @param who which objects and which zones; each zone is counted by itself
 * @param least at least so many, ≥ 0
 * @param most at most so many, ≥ {@code least}
 */
public record CountIs(Selection who, int least, int most) implements Condition {
    /** Checks the range. */
    public CountIs {
        if (least < 0 || most < least) {
            throw new IllegalArgumentException("a count is from 0 on up, not from " + least + " to " + most);
        }
    }

    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        if (scene.looked()) {
            notes.removeIf((subject, note) -> true);
            who.names().forEach(zone -> look(scene, zone, notes));
        }
        var found = new ArrayList<Finding>();
        notes.sheet().forEach((subject, note) -> {
            if (scene.isWatchedSince(note.last())) {
                found.add(finding(scene, subject));
            }
        });
        return found;
    }

    private void look(Scene scene, String zone, Notes notes) {
        long count = in(scene, zone).size();
        if (count >= least && count <= most) {
            notes.put(new Subject(List.of(), zone), Note.of(scene.now()));
        }
    }

    private Finding finding(Scene scene, Subject subject) {
        List<SceneObject> there = in(scene, subject.zone());
        return new Finding(subject, scene.now(), there, Map.of("count", (double) there.size()));
    }

    private List<SceneObject> in(Scene scene, String zone) {
        var there = new ArrayList<SceneObject>();
        for (Located located : who.in(scene)) {
            if (located.zone().equals(zone)) {
                there.add(located.object());
            }
        }
        return there;
    }

    @Override
    public List<Selection> selections() {
        return List.of(who);
    }

    @Override
    public String measured(Scene scene) {
        return who.names().stream()
                .map(zone -> in(scene, zone).size() + " in " + (zone.isEmpty() ? "the picture" : zone))
                .collect(joining(", "));
    }

    @Override
    public boolean momentary() {
        return false;
    }

    @Override
    public boolean ofObjects() {
        return false;
    }

    @Override
    public String describe() {
        if (most == 0) {
            return "no " + who.describe();
        }
        String range = most == Integer.MAX_VALUE
                ? "at least " + least
                : least == 0 ? "at most " + most : least + " to " + most;
        return range + " of " + who.describe();
    }
}
