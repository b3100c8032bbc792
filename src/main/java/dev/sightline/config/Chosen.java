package dev.sightline.config;

import dev.sightline.condition.Anchor;
import dev.sightline.condition.Selection;
import dev.sightline.detect.Labels;
import dev.sightline.geometry.Line;
import dev.sightline.geometry.Zone;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads which objects of a camera a condition is about.
 *
 * @param cameras with their zones and lines
 * @param camera the camera's id; null when the rule names none that there is
 * @param model the model's classes; null when they are not known
 */
record Chosen(
        CameraReader cameras,
        @Nullable String camera,
        @Nullable Labels model) {
    private static final Selection USUAL = new Selection(List.of("person"), 0.5, Anchor.BOTTOM_CENTER, List.of());

    /** What a rule says for all its conditions. */
    Selection ofRule(Section section) {
        return who(section, USUAL, section.find("labels"));
    }

    /** What a condition says, in its own zones. */
    Selection of(Section section, Selection usual) {
        return in(zones(section), who(section, usual, section.find("labels")));
    }

    /** What a condition says that has a use of its own for labels. */
    Selection butLabels(Section section, Selection usual) {
        return in(zones(section), who(section, usual, null));
    }

    /** What a condition says that has no zones. */
    Selection anywhere(Section section, Selection usual) {
        return who(section, usual, section.find("labels"));
    }

    private Selection who(Section section, Selection usual, @Nullable Value classes) {
        List<String> labels = classes == null ? null : labels(classes);
        return new Selection(
                labels == null ? usual.labels() : labels,
                section.read("minScore", usual.minScore(), Chosen::score),
                section.read("anchor", usual.anchor(), value -> value.choice(Anchor.class)),
                List.of());
    }

    private static Selection in(List<Zone> zones, Selection who) {
        return new Selection(who.labels(), who.minScore(), who.anchor(), zones);
    }

    private static @Nullable Double score(Value value) {
        Double score = value.decimal();
        if (score != null && !(score >= 0 && score <= 1)) {
            value.wrong("is 0 to 1, not " + value.written());
            return null;
        }
        return score;
    }

    /** Classes of the model; none for all. */
    @Nullable
    List<String> labels(Value value) {
        if (value.node() instanceof Node.Scalar scalar && scalar.text().equals("all")) {
            return List.of();
        }
        return value.each(this::label);
    }

    private @Nullable String label(Value value) {
        String label = value.text();
        if (label == null || model == null || model.contains(label)) {
            return label;
        }
        Labels known = model;
        List<String> words = IntStream.range(0, known.size())
                .filter(known::isUsed)
                .mapToObj(known::word)
                .toList();
        value.wrong("the model knows no such class; " + Nearest.hint(label, words));
        return null;
    }

    private List<Zone> zones(Section section) {
        Value one = section.find("zone");
        Value several = section.find("zones");
        if (one != null && several != null) {
            several.wrong("zone is there as well; keep one of them");
        }
        if (several != null) {
            List<Zone> zones = several.each(this::zone);
            return zones == null ? List.of() : zones;
        }
        Zone zone = one == null ? null : zone(one);
        return zone == null ? List.of() : List.of(zone);
    }

    private @Nullable Zone zone(Value value) {
        return camera == null ? null : cameras.findZone(camera, value);
    }

    /** The line of the camera that a section names, or null after reporting that there is none. */
    @Nullable
    Line line(Section section) {
        Value value = section.required("line", "the name of a line of the camera");
        return value == null || camera == null ? null : cameras.findLine(camera, value);
    }
}
