package dev.sightline.config;

import java.io.Serial;
import java.util.List;

/** A configuration that cannot be used. The message has a line for everything that is wrong, and nothing secret. */
public final class ConfigException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    ConfigException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each, by line number: {@code FILE:LINE: key.path: what is wrong and what to change}. */
    public List<String> problems() {
        return problems;
    }
}
