package dev.sightline.evaluate;

import dev.sightline.dataset.LabeledBox;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** The objects that a detection has been matched with; equal boxes are objects of their own. */
final class Taken {
    private final Set<LabeledBox> objects = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Whether nothing had taken the object. */
    boolean add(LabeledBox object) {
        return objects.add(object);
    }

    boolean has(LabeledBox object) {
        return objects.contains(object);
    }
}
