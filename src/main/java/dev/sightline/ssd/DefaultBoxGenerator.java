package dev.sightline.ssd;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists the default boxes of a layout in the order of the network's outputs (SSD paper, section 2.2; {@code
 * prior_box_layer.cpp} of the authors' Caffe branch).
 */
public final class DefaultBoxGenerator {
    private DefaultBoxGenerator() {}

    /**
     * All default boxes; centres are {@code (index + 0.5) * step}.
     *
     * @throws IllegalArgumentException if clipping leaves nothing of a box
     */
    public static List<DefaultBox> generate(SsdLayout layout) {
        var boxes = new ArrayList<DefaultBox>(layout.boxCount());
        for (SsdLayout.FeatureMap map : layout.maps()) {
            int cells = map.size() * map.size();
            int shapes = map.shapes().size();
            for (int i = 0; i < cells * shapes; i++) {
                boolean byCell = layout.order() == SsdLayout.Order.CELLS;
                int cell = byCell ? i / shapes : i % cells;
                int shape = byCell ? i % shapes : i / cells;
                boxes.add(clip(box(map, cell, map.shapes().get(shape)), layout.clip()));
            }
        }
        return List.copyOf(boxes);
    }

    private static DefaultBox box(SsdLayout.FeatureMap map, int cell, SsdLayout.Shape shape) {
        int column = cell % map.size();
        int row = cell / map.size();
        double root = Math.sqrt(shape.ratio());
        return new DefaultBox(
                (column + 0.5) * map.step(), (row + 0.5) * map.step(), shape.scale() * root, shape.scale() / root);
    }

    private static DefaultBox clip(DefaultBox box, SsdLayout.Clip clip) {
        return switch (clip) {
            case NONE -> box;
            case SIZES -> new DefaultBox(box.cx(), box.cy(), Math.min(1, box.width()), Math.min(1, box.height()));
            case CORNERS -> {
                double left = clamp(box.cx() - box.width() / 2);
                double top = clamp(box.cy() - box.height() / 2);
                double right = clamp(box.cx() + box.width() / 2);
                double bottom = clamp(box.cy() + box.height() / 2);
                yield new DefaultBox((left + right) / 2, (top + bottom) / 2, right - left, bottom - top);
            }
        };
    }

    private static double clamp(double coordinate) {
        return Math.min(1, Math.max(0, coordinate));
    }
}
