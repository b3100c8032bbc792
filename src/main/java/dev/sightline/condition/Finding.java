package dev.sightline.condition;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * That a condition is true of something.
 *
 * @param subject of what
 * @param since from when on, as far as the condition remembers
 * @param objects the objects that make it true; none for an empty scene
 * @param values what was counted or measured, by name
 */
public record Finding(Subject subject, Instant since, List<SceneObject> objects, Map<String, Double> values) {
    /** Copies the collections; the values are in the order of their names. */
    public Finding {
        objects = List.copyOf(objects);
        values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(values));
    }

    static Finding of(Located located, Instant now) {
        return of(located, now, Map.of());
    }

    static Finding of(Located located, Instant now, Map<String, Double> values) {
        return new Finding(Subject.of(located.object().id(), located.zone()), now, List.of(located.object()), values);
    }

    static Finding ofScene(Instant now) {
        return new Finding(Subject.SCENE, now, List.of(), Map.of());
    }

    /** The same since {@code earlier}. */
    public Finding since(Instant earlier) {
        return new Finding(subject, earlier, objects, values);
    }

    /** Both at once: true since the later of the two. */
    Finding and(Finding other) {
        var all = new HashMap<>(other.values);
        all.putAll(values);
        return new Finding(
                subject.with(other.subject),
                since.isAfter(other.since) ? since : other.since,
                Stream.concat(objects.stream(), other.objects.stream())
                        .distinct()
                        .toList(),
                all);
    }
}
