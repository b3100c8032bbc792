package dev.sightline.sink;

import java.util.regex.Pattern;

/**
 * One sink.
 *
 * @param id unique among the sinks, part of its consumer group's name: 1 to 63 letters, digits, '.', '_' or '-'
 * @param filter which alerts it is for
 * @param retry what to do about those that were not delivered
 * @param target where they go
 */
public record SinkSettings(String id, AlertFilter filter, RetrySettings retry, Target target) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /** Checks the id. */
    public SinkSettings {
        checkId(id);
    }

    /** Returns {@code id} unchanged if it is one. */
    public static String checkId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id is 1 to 63 letters, digits, '.', '_' or '-', not '" + id + "'");
        }
        return id;
    }
}
