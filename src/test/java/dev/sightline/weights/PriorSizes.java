package dev.sightline.weights;

import dev.sightline.ssd.LayoutRule;
import dev.sightline.ssd.SsdLayout;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.VggNetwork;
import java.util.List;

/**
 * The default boxes of the authors' four models as their prototxts state them, in pixels ({@code ssd_pascal.py}, {@code
 * ssd_coco.py}).
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are
enum PriorSizes {
    SSD300_VOC(
            LayoutRule.SSD300_VOC,
            List.of(30.0, 60.0, 111.0, 162.0, 213.0, 264.0),
            List.of(60.0, 111.0, 162.0, 213.0, 264.0, 315.0)),
    SSD300_COCO(
            LayoutRule.SSD300_COCO,
            List.of(21.0, 45.0, 99.0, 153.0, 207.0, 261.0),
            List.of(45.0, 99.0, 153.0, 207.0, 261.0, 315.0)),
    SSD512_VOC(
            LayoutRule.SSD512_VOC,
            List.of(35.84, 76.8, 153.6, 230.4, 307.2, 384.0, 460.8),
            List.of(76.8, 153.6, 230.4, 307.2, 384.0, 460.8, 537.6)),
    SSD512_COCO(
            LayoutRule.SSD512_COCO,
            List.of(20.48, 51.2, 133.12, 215.04, 296.96, 378.88, 460.8),
            List.of(51.2, 133.12, 215.04, 296.96, 378.88, 460.8, 542.72));

    private static final List<Integer> STEPS_300 = List.of(8, 16, 32, 64, 100, 300);
    private static final List<Integer> STEPS_512 = List.of(8, 16, 32, 64, 128, 256, 512);

    final LayoutRule rule;
    private final List<Double> min;
    private final List<Double> max;

    PriorSizes(LayoutRule rule, List<Double> min, List<Double> max) {
        this.rule = rule;
        this.min = min;
        this.max = max;
    }

    SsdLayout layout() {
        return rule.layout();
    }

    SsdNetwork network(int classes) {
        return rule.inputSize() == 300 ? VggNetwork.ssd300(classes, layout()) : VggNetwork.ssd512(classes, layout());
    }

    /** Cells a side of each map. */
    List<Integer> maps() {
        return rule.inputSize() == 300 ? List.of(38, 19, 10, 5, 3, 1) : List.of(64, 32, 16, 8, 4, 2, 1);
    }

    /** The parameters of a map's layer. */
    String param(int map) {
        return param(map, Double.toString(min.get(map)), Double.toString(max.get(map)));
    }

    /** The same with the sizes that the authors' code makes of them; OpenCV does not cut them off by itself. */
    String wholeParam(int map) {
        return param(
                map,
                Integer.toString(min.get(map).intValue()),
                Integer.toString(max.get(map).intValue()));
    }

    private String param(int map, String minSize, String maxSize) {
        boolean narrow = map == 0 || map >= maps().size() - 2;
        int step = (rule.inputSize() == 300 ? STEPS_300 : STEPS_512).get(map);
        return """
                prior_box_param {
                    min_size: %s
                    max_size: %s
                    aspect_ratio: 2
                    %s
                    flip: true
                    clip: false
                    variance: 0.1
                    variance: 0.1
                    variance: 0.2
                    variance: 0.2
                    step: %d
                    offset: 0.5
                  }""".formatted(minSize, maxSize, narrow ? "" : "aspect_ratio: 3", step);
    }
}
