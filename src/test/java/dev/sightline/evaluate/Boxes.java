package dev.sightline.evaluate;

import dev.sightline.dataset.LabeledBox;
import dev.sightline.dataset.LabeledBox.Kind;
import dev.sightline.dataset.LabeledImage;
import dev.sightline.dataset.LabeledImages;
import dev.sightline.dataset.PixelBox;
import dev.sightline.dataset.ScoredBox;
import dev.sightline.dataset.ScoredImages;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Ground truth and detections in a few letters: boxes are squares whose top is 0. */
final class Boxes {
    private Boxes() {}

    static LabeledBox dog(double left, double side, Kind kind) {
        return new LabeledBox("dog", square(left, side), kind);
    }

    static LabeledBox dog(double left, double side) {
        return dog(left, side, Kind.COUNTED);
    }

    static ScoredBox found(double score, double left, double side) {
        return new ScoredBox("dog", score, square(left, side));
    }

    static LabeledImages truth(LabeledBox... boxes) {
        return new LabeledImages(List.of(new LabeledImage("1", null, Arrays.asList(boxes))));
    }

    static ScoredImages found(ScoredBox... boxes) {
        return new ScoredImages(Map.of("1", Arrays.asList(boxes)));
    }

    private static PixelBox square(double left, double side) {
        return new PixelBox(left, 0, left + side, side);
    }
}
