package dev.sightline.condition;

import dev.sightline.geometry.Point;
import dev.sightline.geometry.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which objects a condition looks at.
 *
 * @param labels their classes in the model's words; none for all
 * @param minScore the least score of their tracks, in [0, 1]
 * @param anchor which point of a box says where it is
 * @param zones they are in one of these; none for the whole picture
 */
public record Selection(List<String> labels, double minScore, Anchor anchor, List<Zone> zones) {
    /** Checks the score and copies the lists; the order of the labels does not matter. */
    public Selection {
        labels = labels.stream().distinct().sorted().toList();
        zones = List.copyOf(zones);
        if (!(minScore >= 0 && minScore <= 1)) {
            throw new IllegalArgumentException("minScore is in [0, 1], not " + minScore);
        }
    }

    /** The objects of these classes, wherever they are. */
    List<SceneObject> candidates(Scene scene) {
        var found = new ArrayList<SceneObject>();
        for (SceneObject object : scene.objects()) {
            if (fits(object)) {
                found.add(object);
            }
        }
        return found;
    }

    /** Whether an object is of these classes, wherever it is. */
    boolean fits(SceneObject object) {
        return object.score() >= minScore && (labels.isEmpty() || labels.contains(object.label()));
    }

    /** Why it does not look at an object, wherever it is, for people; empty when it does. */
    String obstacle(SceneObject object) {
        if (!labels.isEmpty() && !labels.contains(object.label())) {
            return "it is taken for " + object.label() + ", not " + String.join(" or ", labels);
        }
        return object.score() >= minScore
                ? ""
                : "its score is " + Spoken.number(Spoken.rounded(object.score())) + ", below "
                        + Spoken.number(minScore);
    }

    /** Where an object is, in words: {@code in doorway} or {@code outside doorway}. */
    String whereabouts(SceneObject object) {
        var found = new ArrayList<Located>();
        locate(object, found);
        return found.isEmpty()
                ? "outside " + where()
                : found.stream()
                        .map(located -> located.zone().isEmpty() ? "the picture" : located.zone())
                        .collect(Collectors.joining(" and ", "in ", ""));
    }

    /** The objects in the zones; one that is in several is there once for each. */
    List<Located> in(Scene scene) {
        var found = new ArrayList<Located>();
        for (SceneObject object : scene.objects()) {
            if (fits(object)) {
                locate(object, found);
            }
        }
        return found;
    }

    private void locate(SceneObject object, List<Located> found) {
        if (zones.isEmpty()) {
            found.add(new Located(object, ""));
            return;
        }
        Point point = place(object);
        for (Zone zone : zones) {
            if (zone.polygon().contains(point)) {
                found.add(new Located(object, zone.name()));
            }
        }
    }

    /** The names of the zones, or an empty one for the whole picture. */
    List<String> names() {
        return zones.isEmpty() ? List.of("") : zones.stream().map(Zone::name).toList();
    }

    /** Where an object is. */
    Point place(SceneObject object) {
        return anchor.of(object.box());
    }

    /** Which objects, in words: {@code person or dog}. */
    String whom() {
        String classes = labels.isEmpty() ? "anything" : String.join(" or ", labels);
        return anchor == Anchor.BOTTOM_CENTER ? classes : classes + "'s " + anchor.describe();
    }

    /** Where, in words: {@code doorway or yard}. */
    String where() {
        return zones.isEmpty() ? "the picture" : String.join(" or ", names());
    }

    /** Which objects where, in words. */
    String describe() {
        return whom() + " in " + where();
    }
}
