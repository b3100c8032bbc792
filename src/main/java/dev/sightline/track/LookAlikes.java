package dev.sightline.track;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Classes that detectors take for each other: one object may be now this, now that.
 *
 * @param groups of labels, each of at least two; no label is twice
 */
public record LookAlikes(List<List<String>> groups) {
    private static final int MOST = 16;

    /** Vehicles, and the two pets. */
    public static final LookAlikes DEFAULT =
            new LookAlikes(List.of(List.of("car", "truck", "bus"), List.of("dog", "cat")));

    /** Checks the groups. */
    public LookAlikes {
        groups = groups.stream().map(List::copyOf).toList();
        Set<String> seen = new HashSet<>();
        for (List<String> group : groups) {
            if (group.size() < 2 || group.size() > MOST) {
                throw new IllegalArgumentException("a group of look-alikes has 2 to " + MOST + " labels, not " + group);
            }
            for (String label : group) {
                if (label.isBlank() || !seen.add(label)) {
                    throw new IllegalArgumentException("a label is in one group of look-alikes, once: '" + label + "'");
                }
            }
        }
    }

    /** What stands for all the look-alikes of a label: the first of its group, or the label itself. */
    String group(String label) {
        for (List<String> group : groups) {
            if (group.contains(label)) {
                return group.get(0);
            }
        }
        return label;
    }
}
