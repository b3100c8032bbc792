package dev.sightline.camera;

import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Paints over what a camera must not show, black and without gaps. Every pixel within {@link #MARGIN} of a polygon is
 * painted as well: scaling and the shared colours of neighbouring pixels carry what is under a polygon that far at most,
 * so nothing of it is left in the picture. Not thread-safe.
 */
final class PrivacyMask {
    /**
     * In pixels of the frame. Averaging reaches 1 pixel beyond an edge; colours, which cameras and FFmpeg keep for every
     * second pixel only, reach twice as far and are rounded up to their grid.
     */
    static final int MARGIN = 4;

    private final Supplier<List<Polygon>> polygons;
    private List<Polygon> known = List.of();
    private @Nullable ImageSize size;
    private BitSet painted = new BitSet();

    /**
     * A mask that has painted nothing.
     *
     * @param polygons asked before each picture, so that they can change
     */
    PrivacyMask(Supplier<List<Polygon>> polygons) {
        this.polygons = polygons;
    }

    /** Paints into the picture itself. */
    void paint(Image image) {
        List<Polygon> wanted = polygons.get();
        if (wanted.isEmpty()) {
            return;
        }
        if (!wanted.equals(known) || !image.size().equals(size)) {
            painted = rasterized(wanted, image.size());
            known = wanted;
            size = image.size();
        }
        int end;
        for (int from = painted.nextSetBit(0); from >= 0; from = painted.nextSetBit(end)) {
            end = painted.nextClearBit(from);
            Arrays.fill(image.bgr(), 3 * from, 3 * end, (byte) 0);
        }
    }

    /** The pixels that are painted, row by row. */
    private static BitSet rasterized(List<Polygon> polygons, ImageSize size) {
        BitSet pixels = new BitSet(size.width() * size.height());
        for (Polygon polygon : polygons) {
            fill(pixels, polygon.corners(), size);
            outline(pixels, polygon.corners(), size);
        }
        return pixels;
    }

    /** Every pixel whose centre's height is between two crossings of the outline, as far as they reach. */
    private static void fill(BitSet pixels, List<Point> corners, ImageSize size) {
        for (int row = 0; row < size.height(); row++) {
            double[] crossings = crossings(corners, (row + 0.5) / size.height());
            for (int i = 0; i + 1 < crossings.length; i += 2) {
                paint(pixels, size, row, (int) Math.floor(crossings[i] * size.width()), (int)
                        Math.ceil(crossings[i + 1] * size.width()));
            }
        }
    }

    private static double[] crossings(List<Point> corners, double y) {
        double[] found = new double[corners.size()];
        int count = 0;
        for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
            Point a = corners.get(i);
            Point b = corners.get(j);
            if ((a.y() > y) != (b.y() > y)) {
                found[count++] = a.x() + (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y());
            }
        }
        Arrays.sort(found, 0, count);
        return Arrays.copyOf(found, count);
    }

    /** A square around every half pixel of the edges. */
    private static void outline(BitSet pixels, List<Point> corners, ImageSize size) {
        for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
            double x = corners.get(j).x() * size.width();
            double y = corners.get(j).y() * size.height();
            double right = corners.get(i).x() * size.width() - x;
            double down = corners.get(i).y() * size.height() - y;
            int steps = 1 + (int) (2 * Math.max(Math.abs(right), Math.abs(down)));
            for (int step = 0; step <= steps; step++) {
                square(pixels, size, (int) Math.floor(x + right * step / steps), (int)
                        Math.floor(y + down * step / steps));
            }
        }
    }

    private static void square(BitSet pixels, ImageSize size, int x, int y) {
        for (int row = Math.max(0, y - MARGIN); row <= Math.min(size.height() - 1, y + MARGIN); row++) {
            paint(pixels, size, row, x - MARGIN, x + MARGIN + 1);
        }
    }

    private static void paint(BitSet pixels, ImageSize size, int row, int from, int end) {
        int left = Math.max(0, from);
        int right = Math.min(size.width(), end);
        if (left < right) {
            pixels.set(row * size.width() + left, row * size.width() + right);
        }
    }
}
