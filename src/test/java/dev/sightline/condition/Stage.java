package dev.sightline.condition;

import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import dev.sightline.geometry.Zone;
import dev.sightline.track.TrackId;
import dev.sightline.track.Velocity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A camera on which a test says who stands where, and a condition that is asked at each frame. */
final class Stage {
    static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    static final Zone LEFT = zone("left", 0, 0.5);
    static final Zone RIGHT = zone("right", 0.5, 1);

    private final Condition condition;
    private Map<NoteKey, Note> notes = Map.of();
    private Map<NoteKey, Note> before = Map.of();
    private Scene scene = Scene.initial("yard", "home");
    private List<NearMiss> misses = new ArrayList<>();
    private double seconds;

    Stage(Condition condition) {
        this.condition = condition;
    }

    private static Zone zone(String name, double from, double to) {
        return new Zone(
                name, new Polygon(List.of(new Point(from, 0), new Point(to, 0), new Point(to, 1), new Point(from, 1))));
    }

    static Selection persons(Zone... zones) {
        return new Selection(List.of("person"), 0.5, Anchor.BOTTOM_CENTER, List.of(zones));
    }

    /** An object 0.2 high whose bottom centre is at (x, y). */
    static SceneObject object(int number, String label, double x, double y) {
        return new SceneObject(
                new TrackId("yard", 1, number),
                label,
                0.9,
                new BoundingBox(x - 0.05, y - 0.2, x + 0.05, y),
                Velocity.NONE,
                START,
                null,
                null);
    }

    static SceneObject person(int number, double x) {
        return object(number, "person", x, 0.5);
    }

    static SceneObject moving(int number, double x, double vx, double vy) {
        SceneObject o = person(number, x);
        return new SceneObject(o.id(), o.label(), o.score(), o.box(), new Velocity(vx, vy), o.firstSeen(), null, null);
    }

    static SceneObject still(int number, double x, double sinceSeconds) {
        SceneObject o = person(number, x);
        return new SceneObject(
                o.id(), o.label(), o.score(), o.box(), o.velocity(), o.firstSeen(), at(sinceSeconds), null);
    }

    static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    /** What is found in a frame at {@code seconds} with these objects. */
    List<Finding> see(double seconds, SceneObject... objects) {
        this.seconds = seconds;
        return ask(before -> new Scene(
                before.camera(),
                at(seconds),
                before.now(),
                true,
                List.of(objects),
                before.health(),
                before.profile(),
                before.interrupted()));
    }

    /** Frames at 5 a second from {@code from} up to {@code to}; what the last one gave. */
    List<Finding> see(double from, double to, SceneObject... objects) {
        List<Finding> last = List.of();
        for (int i = 0; from + 0.2 * i <= to + 1e-9; i++) {
            last = see(from + 0.2 * i, objects);
        }
        return last;
    }

    /** What is found when the camera tells that it is so. */
    List<Finding> told(double seconds, CameraHealth.Delivery delivery, boolean tampered) {
        this.seconds = seconds;
        return ask(before -> before.with(new CameraHealth(delivery, tampered, at(seconds))));
    }

    /** The tracks are about to end with the stream. */
    void interrupt() {
        scene = new Scene(
                scene.camera(),
                scene.now(),
                scene.previous(),
                scene.looked(),
                scene.objects(),
                scene.health(),
                scene.profile(),
                true);
    }

    private List<Finding> ask(UnaryOperator<Scene> change) {
        scene = change.apply(scene);
        var sheet = new Notes(notes);
        List<Finding> found = condition.find(scene, sheet);
        before = notes;
        notes = sheet.all();
        misses.addAll(sheet.misses());
        scene = scene.asked();
        return found;
    }

    /** About the last moment. */
    Inquiry inquiry() {
        return new Inquiry(scene, before);
    }

    List<NearMiss> misses() {
        return misses;
    }

    Map<NoteKey, Note> notes() {
        return notes;
    }

    double seconds() {
        return seconds;
    }
}
