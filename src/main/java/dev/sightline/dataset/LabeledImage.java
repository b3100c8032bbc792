package dev.sightline.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One picture of a dataset and the objects in it.
 *
 * @param name by which detections name it: its file's name without the ending; in a film the number of the frame
 * @param file the picture's file as the dataset states it, or null when it does not
 * @param boxes all its objects; none when it is empty
 */
public record LabeledImage(String name, @Nullable String file, List<LabeledBox> boxes) {
    /** Copies the list. */
    public LabeledImage {
        boxes = List.copyOf(boxes);
    }
}
