package dev.sightline.dataset;

import java.util.Map;

/**
 * The numbers by which COCO's results name images and labels.
 *
 * @param images the name of each image by its id
 * @param labels the word of each category by its id
 */
public record CocoIds(Map<Integer, String> images, Map<Integer, String> labels) {
    /** Of a dataset that has no such numbers. */
    public static final CocoIds NONE = new CocoIds(Map.of(), Map.of());

    /** Copies the maps. */
    public CocoIds {
        images = Map.copyOf(images);
        labels = Map.copyOf(labels);
    }
}
