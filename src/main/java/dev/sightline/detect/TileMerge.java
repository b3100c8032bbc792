package dev.sightline.detect;

import dev.sightline.geometry.BoundingBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes one list of what was found in a picture and in its tiles. Class by class, highest score first, a detection goes when
 * more than half of it and a better one is common to both, measured by the intersection over the union; but over the smaller
 * of the two if a tile's inner border cuts the worse one, as a fragment has little union with the object that it belongs to.
 * What goes, unless it is cut, has a say in where the better one is, if more than half of their union is common to both: a
 * box is the mean of its own and theirs, weighted by their scores (Gidaris and Komodakis: Object detection via a multi-region
 * and semantic segmentation-aware CNN model, ICCV 2015, arXiv 1505.01749, bounding box voting).
 *
 * <p>The model's own limits on overlap, number and classes hold within the picture and within each tile; here they are not
 * known.
 *
 * <p>Persons of PETS09-S2L1, every 5th of 795 frames of 768x576, IoU 0.5, the built-in model; precision and recall are
 * those at score 0.4:
 *
 * <pre>
 *                                                         2x2, overlap 0.2         3x2, overlap 0.2
 *                                                       AP   precis. recall      AP   precis. recall
 * the picture alone                                    66.2   0.75   0.73
 * IoU only                                             76.8   0.71   0.84       85.1   0.72   0.88
 * cut ones dropped                                     75.7   0.75   0.83       83.0   0.77   0.86
 * cut ones lose against whole ones of any score        75.7   0.75   0.83       83.0   0.77   0.86
 * all measured over the smaller, above 0.6             74.1   0.79   0.82       83.4   0.82   0.86
 * cut ones measured over the smaller, above 0.5        77.1   0.75   0.84       85.6   0.78   0.88
 * the same, and boxes are means                        79.4   0.77   0.86       86.9   0.79   0.89
 * </pre>
 *
 * So a cut detection is not worse for being cut: often all but the feet of a person are in the tile, and the whole one is a
 * coarse box of the whole picture. What pays is that it cannot stand beside a better one.
 */
final class TileMerge {
    private static final double COMMON = 0.5;

    private TileMerge() {}

    /**
     * Merges.
     *
     * @param found for each tile, boxes in fractions of it
     * @return boxes in fractions of the picture, highest score first
     */
    static List<Detection> merge(List<Tile> tiles, List<List<Detection>> found) {
        var best = new ArrayList<Found>();
        for (int i = 0; i < tiles.size(); i++) {
            for (Detection detection : found.get(i)) {
                best.add(Found.in(tiles.get(i), detection));
            }
        }
        best.sort(Comparator.comparingDouble(Found::score).reversed());
        var kept = new ArrayList<Mean>();
        for (Found next : best) {
            kept.stream()
                    .filter(better -> next.shows(better.best))
                    .findFirst()
                    .ifPresentOrElse(better -> better.add(next), () -> kept.add(new Mean(next.detection)));
        }
        return kept.stream().map(Mean::detection).toList();
    }

    /** A detection in the picture, and whether an inner border cuts it. */
    private record Found(Detection detection, boolean cut) {
        static Found in(Tile tile, Detection detection) {
            var inPicture = new Detection(
                    detection.label(), detection.classIndex(), detection.score(), tile.inPicture(detection.box()));
            return new Found(inPicture, tile.cuts(detection.box()));
        }

        double score() {
            return detection.score();
        }

        /** Whether this is the same object as a better one. */
        boolean shows(Detection better) {
            if (better.classIndex() != detection.classIndex()) {
                return false;
            }
            double iou = detection.box().iou(better.box());
            return (cut ? overSmaller(iou, detection.box(), better.box()) : iou) > COMMON;
        }

        /** Intersection over the smaller area, in [0, 1], from the intersection over the union. */
        private static double overSmaller(double iou, BoundingBox a, BoundingBox b) {
            double intersection = iou * (a.area() + b.area()) / (1 + iou);
            return intersection == 0 ? 0 : intersection / Math.min(a.area(), b.area());
        }
    }

    /** The best detection of an object, in the mean place of those that are nearly there. */
    private static final class Mean {
        final Detection best;
        private BoundingBox box;
        private double weight;

        Mean(Detection best) {
            this.best = best;
            this.box = best.box();
            this.weight = best.score();
        }

        void add(Found worse) {
            BoundingBox other = worse.detection.box();
            if (!worse.cut && worse.score() > 0 && other.iou(best.box()) > COMMON) {
                weight += worse.score();
                box = towards(other, worse.score() / weight);
            }
        }

        private BoundingBox towards(BoundingBox other, double share) {
            return new BoundingBox(
                    box.left() + share * (other.left() - box.left()),
                    box.top() + share * (other.top() - box.top()),
                    box.right() + share * (other.right() - box.right()),
                    box.bottom() + share * (other.bottom() - box.bottom()));
        }

        Detection detection() {
            return new Detection(best.label(), best.classIndex(), best.score(), box);
        }
    }
}
