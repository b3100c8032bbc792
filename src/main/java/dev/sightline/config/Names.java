package dev.sightline.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of one kind of thing, each given once. */
final class Names {
    private final String kind;
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    /** Names of what {@code kind} says in words, e.g. "camera". */
    Names(String kind) {
        this.kind = kind;
    }

    /** The name that {@code value} gives; null after reporting that it is taken, or not a text. */
    @Nullable
    String give(Value value) {
        String name = value.text();
        Integer line = name == null ? null : lines.putIfAbsent(name, value.line());
        if (line == null) {
            return name;
        }
        value.wrong("the " + kind + " in line " + line + " has this name already; give this one another");
        return null;
    }

    /** The name that {@code value} refers to; null after reporting that nothing has it, or that it is not a text. */
    @Nullable
    String find(Value value) {
        return find(value, "");
    }

    /** The same; a report says in {@code where} that it must be, e.g. "of camera door". */
    @Nullable
    String find(Value value, String where) {
        String name = value.text();
        if (name == null || lines.containsKey(name)) {
            return name;
        }
        String what = where.isEmpty() ? kind : kind + " " + where;
        value.wrong("there is no such " + what + "; " + Nearest.hint(name, lines.keySet()));
        return null;
    }
}
