package dev.sightline.config;

import static java.util.Comparator.comparingInt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that is wrong with one file, each thing told once, and with those that it names. */
final class Problems {
    /** Shorter values are not told from ordinary text, so messages never build on them in the first place. */
    private static final int SHORTEST_CONCEALED = 4;

    private final Path file;
    private final Set<Problem> found = new LinkedHashSet<>();
    private final List<Problems> others = new ArrayList<>();
    private final Map<String, String> concealed;

    Problems(Path file) {
        this(file, new HashMap<>());
    }

    private Problems(Path file, Map<String, String> concealed) {
        this.file = file;
        this.concealed = concealed;
    }

    private record Problem(int line, String text) {}

    /** Notes a problem of the file as a whole. */
    void add(String message) {
        found.add(new Problem(0, file + ": " + message));
    }

    /** Notes a problem of a line, counted from 1, that is outside any key. */
    void add(int line, String message) {
        found.add(new Problem(line, file + ":" + line + ": " + message));
    }

    /** Notes a problem of a key. */
    void add(int line, String path, String message) {
        add(line, path.isEmpty() ? message : path + ": " + message);
    }

    /** From now on {@code reference} is shown wherever a message would show {@code value}. */
    void conceal(String value, String reference) {
        if (value.length() >= SHORTEST_CONCEALED) {
            concealed.put(value, reference);
        }
    }

    /** The problems of another file that this one names; they come after its own. */
    Problems of(Path other) {
        Problems problems = new Problems(other, concealed);
        others.add(problems);
        return problems;
    }

    boolean isEmpty() {
        return found.isEmpty() && others.stream().allMatch(Problems::isEmpty);
    }

    ConfigException exception() {
        return new ConfigException(lines().toList());
    }

    private Stream<String> lines() {
        return Stream.concat(
                found.stream().sorted(comparingInt(Problem::line)).map(problem -> shown(problem.text)),
                others.stream().flatMap(Problems::lines));
    }

    private String shown(String text) {
        String shown = text;
        for (var secret : concealed.entrySet()) {
            shown = shown.replace(secret.getKey(), secret.getValue());
        }
        return shown.replaceAll("\\R", " ");
    }
}
