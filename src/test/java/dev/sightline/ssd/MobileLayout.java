package dev.sightline.ssd;

import dev.sightline.ssd.SsdLayout.FeatureMap;
import dev.sightline.ssd.SsdLayout.Shape;
import java.util.ArrayList;
import java.util.List;

/** The layout of TensorFlow's MobileNet SSDs, from the formula of its {@code ssd_anchor_generator}. */
final class MobileLayout {
    private static final int[] SIZES = {19, 10, 5, 3, 2, 1};

    private MobileLayout() {}

    static SsdLayout layout() {
        var maps = new ArrayList<FeatureMap>();
        for (int i = 0; i < SIZES.length; i++) {
            double scale = 0.2 + 0.15 * i;
            double next = i == 5 ? 1 : scale + 0.15;
            var shapes = i == 0
                    ? List.of(new Shape(0.1, 1), new Shape(0.2, 2), new Shape(0.2, 0.5))
                    : List.of(
                            new Shape(scale, 1),
                            new Shape(scale, 2),
                            new Shape(scale, 0.5),
                            new Shape(scale, 3),
                            new Shape(scale, 0.3333),
                            new Shape(Math.sqrt(scale * next), 1));
            maps.add(new FeatureMap(SIZES[i], 1.0 / SIZES[i], shapes));
        }
        return new SsdLayout(maps);
    }
}
