package dev.sightline.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values that one metric label may take: the first ones seen, and {@code other} for whatever comes after, so that
 * bad input cannot make the registry grow for ever. Safe for use by several threads.
 */
final class BoundedLabels {
    static final String OTHER = "other";

    private final int limit;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Keeps up to {@code limit} values apart; a few more when several threads bring new ones at once. */
    BoundedLabels(int limit) {
        this.limit = limit;
    }

    String of(String value) {
        if (known.contains(value)) {
            return value;
        }
        if (known.size() >= limit) {
            return OTHER;
        }
        known.add(value);
        return value;
    }
}
