package dev.sightline.condition;

import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Objects that had stood still for long and are no more where they stood. An object that is hidden for a while may come
 * back under another track's id: it is removed when its place has been free of objects of the same kind for {@code gone}
 * while the camera watched.
 *
 * @param who which objects and which zones
 * @param stood for how long it must have stood, ≥ 0
 * @param gone for how long its place must be free, ≥ 0
 */
public record Removed(Selection who, Duration stood, Duration gone) implements Condition {
    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        for (Located located : new StandsStill(who, stood).located(scene)) {
            Point place = located.object().box().center();
            notes.put(
                    Subject.of(located.object().id(), located.zone()),
                    new Note(scene.now(), scene.now(), place.x(), place.y(), 0));
        }
        var found = new ArrayList<Finding>();
        for (Map.Entry<Subject, Note> entry : notes.sheet().entrySet()) {
            Note note = entry.getValue();
            if (scene.interrupted() || !scene.isWatchedSince(scene.previous()) || isTaken(scene, note)) {
                notes.put(entry.getKey(), note.last(scene.now()));
            } else if (scene.looked()
                    && Duration.between(note.last(), scene.now()).compareTo(gone) >= 0) {
                notes.remove(entry.getKey());
                found.add(new Finding(entry.getKey(), note.since(), List.of(), Map.of()));
            }
        }
        return found;
    }

    private boolean isTaken(Scene scene, Note note) {
        return who.candidates(scene).stream().anyMatch(object -> covers(object.box(), note));
    }

    private static boolean covers(BoundingBox box, Note note) {
        return box.left() <= note.x() && note.x() <= box.right() && box.top() <= note.y() && note.y() <= box.bottom();
    }

    @Override
    public List<Selection> selections() {
        return List.of(who);
    }

    @Override
    public String measured(Scene scene, SceneObject object) {
        return new StandsStill(who, stood).measured(scene, object);
    }

    @Override
    public boolean momentary() {
        return true;
    }

    @Override
    public boolean ofObjects() {
        return true;
    }

    @Override
    public String describe() {
        return who.whom() + " that stood in " + who.where() + " for " + Spoken.time(stood) + " is gone for "
                + Spoken.time(gone);
    }
}
