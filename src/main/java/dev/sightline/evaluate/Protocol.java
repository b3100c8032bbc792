package dev.sightline.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The rules of an evaluation: how detections are matched with objects, and what is averaged. */
public final class Protocol {
    private static final int COCO_MOST = 100;

    private final String name;
    private final int mostPerImage;
    private final List<Measure> measures;
    private final Measure shown;

    private Protocol(String name, int mostPerImage, List<Measure> measures, Measure shown) {
        this.name = name;
        this.mostPerImage = mostPerImage;
        this.measures = List.copyOf(measures);
        this.shown = shown;
    }

    /**
     * One average precision.
     *
     * @param matchings whose averages are averaged
     */
    record Measure(String name, List<Matching> matchings, AveragePrecision average) {}

    /**
     * Pascal VOC.
     *
     * @param iou the overlap from which a detection shows an object, in (0, 1]
     */
    public static Protocol voc(double iou, AveragePrecision average) {
        if (!(iou > 0 && iou <= 1)) {
            throw new IllegalArgumentException("iou is above 0 and at most 1, not " + iou);
        }
        Measure measure = new Measure("AP", List.of(new VocMatching(iou)), average);
        return new Protocol(
                String.format(Locale.ROOT, "VOC, %s, IoU %s", average, iou),
                Integer.MAX_VALUE,
                List.of(measure),
                measure);
    }

    /**
     * COCO (cocodataset.org, detection evaluation): 101 points, the best 100 detections of a label and picture. {@code AP}
     * is the mean at the overlaps 0.50, 0.55, … 0.95, {@code APs}, {@code APm} and {@code APl} the same for objects of up
     * to 32², 96² and more square pixels.
     */
    public static Protocol coco() {
        Measure half = coco("AP50", AreaRange.ALL, DoubleStream.of(threshold(0)));
        return new Protocol(
                "COCO, IoU 0.50:0.95",
                COCO_MOST,
                List.of(
                        coco("AP", AreaRange.ALL, thresholds()),
                        half,
                        coco("AP75", AreaRange.ALL, DoubleStream.of(threshold(5))),
                        coco("APs", AreaRange.SMALL, thresholds()),
                        coco("APm", AreaRange.MEDIUM, thresholds()),
                        coco("APl", AreaRange.LARGE, thresholds())),
                half);
    }

    private static Measure coco(String name, AreaRange size, DoubleStream thresholds) {
        return new Measure(
                name,
                thresholds
                        .<Matching>mapToObj(iou -> new CocoMatching(iou, size))
                        .toList(),
                AveragePrecision.HUNDRED_AND_ONE_POINTS);
    }

    private static DoubleStream thresholds() {
        return IntStream.range(0, 10).mapToDouble(Protocol::threshold);
    }

    /**
     * As numpy's {@code arange(.5, .96, .05)} has them: from 0.60 on a hair above, so that an overlap of exactly 3/5, which
     * boxes with whole edges can have, is too little for 0.60.
     */
    private static double threshold(int i) {
        return 0.5 + i * (0.55 - 0.5);
    }

    /** What it is called in reports. */
    public String name() {
        return name;
    }

    int mostPerImage() {
        return mostPerImage;
    }

    List<Measure> measures() {
        return measures;
    }

    /** The measure whose curve is shown; it has one matching. */
    Measure shown() {
        return shown;
    }
}
