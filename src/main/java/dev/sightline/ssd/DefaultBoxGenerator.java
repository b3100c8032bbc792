package dev.sightline.ssd;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists the default boxes of a layout in the order of the network's outputs: map, then row, then column, then shape (SSD
 * paper, section 2.2; {@code prior_box_layer.cpp} of the authors' Caffe branch).
 */
public final class DefaultBoxGenerator {
    private DefaultBoxGenerator() {}

    /** All default boxes; centres are {@code (index + 0.5) * step}, nothing is clipped. */
    public static List<DefaultBox> generate(SsdLayout layout) {
        var boxes = new ArrayList<DefaultBox>(layout.boxCount());
        for (SsdLayout.FeatureMap map : layout.maps()) {
            for (int y = 0; y < map.size(); y++) {
                for (int x = 0; x < map.size(); x++) {
                    for (SsdLayout.Shape shape : map.shapes()) {
                        double root = Math.sqrt(shape.ratio());
                        boxes.add(new DefaultBox(
                                (x + 0.5) * map.step(),
                                (y + 0.5) * map.step(),
                                shape.scale() * root,
                                shape.scale() / root));
                    }
                }
            }
        }
        return List.copyOf(boxes);
    }
}
