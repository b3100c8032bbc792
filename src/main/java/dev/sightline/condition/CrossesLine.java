package dev.sightline.condition;

import dev.sightline.geometry.Line;
import dev.sightline.geometry.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects that cross a line. An object has crossed when it is clear of the line on the other side: farther from it than
 * {@code clearance} of its box's height, so that one who stands on the line does not cross it all the time. All crossings
 * of the objects looked at are counted, also those the other way; the counts are the finding's {@code in} and {@code out}.
 * Who crosses while their track is not sure yet has crossed when it is.
 *
 * @param who which objects; their zones do not matter
 * @param line the line
 * @param direction which crossings count
 * @param clearance in box heights, ≥ 0
 */
public record CrossesLine(Selection who, Line line, Direction direction, double clearance) implements Condition {
    private static final int IN_COUNT = 0;
    private static final int OUT_COUNT = 1;
    private static final int PLACES = 2;

    /** Longer than a track takes to be sure of its object. */
    private static final Duration NEW = Duration.ofSeconds(2);

    /** Which way over a line, see {@link Line}. */
    public enum Direction {
        /** From its left hand to its right hand. */
        IN,
        /** From its right hand to its left hand. */
        OUT,
        /** Both ways. */
        ANY
    }

    /** Checks the clearance. */
    public CrossesLine {
        if (!(clearance >= 0 && clearance <= 10)) {
            throw new IllegalArgumentException("clearance is 0 to 10 box heights, not " + clearance);
        }
    }

    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        Notes places = notes.part(PLACES);
        var found = new ArrayList<Finding>();
        for (SceneObject object : who.candidates(scene)) {
            Point here = who.place(object);
            if (line.distance(here) < clearance * object.box().height()) {
                continue;
            }
            Subject subject = Subject.of(object.id(), line.name());
            Point before = before(scene, object, here, places.get(subject));
            places.put(subject, new Note(scene.now(), scene.now(), here.x(), here.y(), 0));
            int crossed = before == null ? 0 : line.crossing(before, here);
            if (crossed != 0) {
                count(notes.part(crossed > 0 ? IN_COUNT : OUT_COUNT), scene);
                if (counts(crossed)) {
                    found.add(Finding.of(new Located(object, line.name()), scene.now(), counted(notes)));
                }
            }
        }
        places.removeIf((subject, note) -> scene.object(subject.tracks().get(0)) == null);
        return found;
    }

    /** Where the object was when it was last clear of the line; for a new track also before it was sure. */
    private @Nullable Point before(Scene scene, SceneObject object, Point here, @Nullable Note last) {
        if (last != null) {
            return new Point(last.x(), last.y());
        }
        Point origin = object.origin();
        if (origin == null || Duration.between(object.firstSeen(), scene.now()).compareTo(NEW) > 0) {
            return null;
        }
        Point stands = Anchor.BOTTOM_CENTER.of(object.box());
        Point there = new Point(origin.x() + here.x() - stands.x(), origin.y() + here.y() - stands.y());
        return line.distance(there) < clearance * object.box().height() ? null : there;
    }

    private boolean counts(int crossed) {
        return direction == Direction.ANY || (crossed > 0) == (direction == Direction.IN);
    }

    private static void count(Notes sheet, Scene scene) {
        Note note = sheet.get(Subject.SCENE);
        sheet.put(Subject.SCENE, Note.of(scene.now(), note == null ? 1 : note.number() + 1));
    }

    private static Map<String, Double> counted(Notes notes) {
        return Map.of("in", number(notes.part(IN_COUNT)), "out", number(notes.part(OUT_COUNT)));
    }

    private static double number(Notes sheet) {
        Note note = sheet.get(Subject.SCENE);
        return note == null ? 0 : note.number();
    }

    @Override
    public List<Selection> selections() {
        return List.of(who);
    }

    @Override
    public String measured(Scene scene, SceneObject object) {
        double heights =
                line.distance(who.place(object)) / Math.max(1e-4, object.box().height());
        return Spoken.length(Spoken.rounded(heights), 1) + " from " + line.name();
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
        String way = direction == Direction.ANY ? "" : " " + direction.name().toLowerCase(Locale.ROOT);
        return who.whom() + " crosses " + line.name() + way;
    }
}
