package dev.sightline.camera;

import dev.sightline.frame.Thumbnail;

/**
 * What a camera shows for long: the edges of its scene and how much detail its pictures have, both averaged slowly. Not
 * thread-safe.
 *
 * <p>Edges are compared in 8x6 blocks by the correlation of their gradients, which neither the brightness nor the
 * contrast of the light changes; a block may be one place off, as wind shakes cameras. Whoever walks by covers few of
 * the blocks. Blocks without edges, in the usual view or now, do not count, so that darkness is no other view.
 */
final class UsualView {
    /** Seconds and pictures that make a view. */
    static final double LEARNING = 10;

    private static final int LEAST_PICTURES = 10;

    /** Seconds over which the view is averaged. */
    private static final double MEMORY = 300;

    /** The least strength of a block's edges, in grey values over two places. */
    private static final double LEAST_EDGE = 3;

    /** The least correlation of a block that fits. */
    private static final double LEAST_CORRELATION = 0.5;

    /** Fewer blocks with edges say nothing. */
    private static final int LEAST_BLOCKS = 4;

    /** By how many places a block may be off. */
    private static final int SHAKE = 1;

    private final Gradients usual = new Gradients();
    private double detail;
    private double detailOfContrast;
    private int pictures;
    private double seconds;

    /** Whether enough pictures have been seen to compare others with. */
    boolean learned() {
        return pictures >= LEAST_PICTURES && seconds >= LEARNING;
    }

    /** Takes a picture that shows this view, {@code elapsed} seconds after the one before. */
    void add(Gradients picture, Thumbnail thumbnail, double elapsed) {
        pictures++;
        seconds += pictures == 1 ? 0 : elapsed;
        double weight = learned() ? 1 - Math.exp(-elapsed / MEMORY) : 1.0 / pictures;
        usual.blend(picture, weight);
        detail += (thumbnail.detail() - detail) * weight;
        detailOfContrast += (ofContrast(thumbnail) - detailOfContrast) * weight;
    }

    /**
     * The detail of a picture as a fraction of the usual: of the two measures, with and without regard to the picture's
     * contrast, the higher. Less light lowers only the one, a large object only the other; a lens out of focus lowers
     * both.
     */
    double detail(Thumbnail thumbnail) {
        return Math.max(
                thumbnail.detail() / Math.max(1e-9, detail), ofContrast(thumbnail) / Math.max(1e-9, detailOfContrast));
    }

    private static double ofContrast(Thumbnail thumbnail) {
        double deviation = thumbnail.deviation();
        return thumbnail.detail() / Math.max(1, deviation * deviation);
    }

    /** The share of blocks that show the same edges as usual, in [0, 1]; NaN when there are too few to tell. */
    double fit(Gradients picture) {
        int compared = 0;
        int fitting = 0;
        for (int block = 0; block < Gradients.BLOCKS; block++) {
            if (usual.strength(block) > LEAST_EDGE && picture.strength(block) > LEAST_EDGE) {
                compared++;
                fitting += picture.correlation(usual, block, SHAKE) > LEAST_CORRELATION ? 1 : 0;
            }
        }
        return compared < LEAST_BLOCKS ? Double.NaN : (double) fitting / compared;
    }
}
