package dev.sightline.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a detector has found in the pictures of a dataset. Of equal scores the detection that comes first is the better.
 *
 * @param images the detections of each picture by its name, in the file's order; a picture in which nothing was found
 *     may be absent
 */
public record ScoredImages(Map<String, List<ScoredBox>> images) {
    /** Copies the map and keeps its order. */
    public ScoredImages {
        Map<String, List<ScoredBox>> copy = new LinkedHashMap<>();
        images.forEach((name, boxes) -> copy.put(name, List.copyOf(boxes)));
        images = Collections.unmodifiableMap(copy);
    }

    /** How many detections there are in all pictures. */
    public long size() {
        return images.values().stream().mapToLong(List::size).sum();
    }

    /** The same pictures with what {@code change} makes of the detections of each. */
    public ScoredImages map(UnaryOperator<List<ScoredBox>> change) {
        Map<String, List<ScoredBox>> changed = new LinkedHashMap<>();
        images.forEach((name, boxes) -> changed.put(name, change.apply(boxes)));
        return new ScoredImages(changed);
    }
}
