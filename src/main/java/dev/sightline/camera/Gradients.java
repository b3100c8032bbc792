package dev.sightline.camera;

import dev.sightline.frame.Thumbnail;

/** The gradients of a thumbnail, or the average of many. Not thread-safe. */
final class Gradients {
    private static final int COLUMNS = 8;
    private static final int ROWS = 6;

    /** How many blocks there are, row by row. */
    static final int BLOCKS = COLUMNS * ROWS;

    private static final int WIDTH = Thumbnail.WIDTH;
    private static final int HEIGHT = Thumbnail.HEIGHT;
    private static final int BLOCK_WIDTH = WIDTH / COLUMNS;
    private static final int BLOCK_HEIGHT = HEIGHT / ROWS;

    private final float[] right = new float[WIDTH * HEIGHT];
    private final float[] down = new float[WIDTH * HEIGHT];

    /** Differences of the neighbours on both sides; 0 along the border. */
    static Gradients of(Thumbnail thumbnail) {
        var gradients = new Gradients();
        for (int y = 1; y < HEIGHT - 1; y++) {
            for (int x = 1; x < WIDTH - 1; x++) {
                int at = y * WIDTH + x;
                gradients.right[at] = thumbnail.grey(x + 1, y) - thumbnail.grey(x - 1, y);
                gradients.down[at] = thumbnail.grey(x, y + 1) - thumbnail.grey(x, y - 1);
            }
        }
        return gradients;
    }

    /** Moves this towards {@code other} by {@code weight}, in [0, 1]. */
    void blend(Gradients other, double weight) {
        for (int i = 0; i < right.length; i++) {
            right[i] += (other.right[i] - right[i]) * (float) weight;
            down[i] += (other.down[i] - down[i]) * (float) weight;
        }
    }

    /** The root mean square of a block's gradients, in grey values over two places. */
    double strength(int block) {
        double sum = 0;
        int left = left(block);
        for (int y = top(block); y < top(block) + BLOCK_HEIGHT; y++) {
            for (int x = left; x < left + BLOCK_WIDTH; x++) {
                int at = y * WIDTH + x;
                sum += right[at] * right[at] + down[at] * down[at];
            }
        }
        return Math.sqrt(sum / (BLOCK_WIDTH * BLOCK_HEIGHT));
    }

    /** The highest correlation of a block with {@code other}'s, moved by up to {@code reach} places; in [-1, 1]. */
    double correlation(Gradients other, int block, int reach) {
        double best = -1;
        for (int dy = -reach; dy <= reach; dy++) {
            for (int dx = -reach; dx <= reach; dx++) {
                best = Math.max(best, correlation(other, block, dx, dy));
            }
        }
        return best;
    }

    private double correlation(Gradients other, int block, int dx, int dy) {
        double product = 0;
        double mine = 0;
        double theirs = 0;
        int fromX = Math.max(left(block), -dx);
        int toX = Math.min(left(block) + BLOCK_WIDTH, WIDTH - dx);
        int toY = Math.min(top(block) + BLOCK_HEIGHT, HEIGHT - dy);
        for (int y = Math.max(top(block), -dy); y < toY; y++) {
            for (int x = fromX; x < toX; x++) {
                int a = y * WIDTH + x;
                int b = a + dy * WIDTH + dx;
                product += right[a] * other.right[b] + down[a] * other.down[b];
                mine += right[a] * right[a] + down[a] * down[a];
                theirs += other.right[b] * other.right[b] + other.down[b] * other.down[b];
            }
        }
        return product / Math.max(1e-6, Math.sqrt(mine * theirs));
    }

    private static int left(int block) {
        return block % COLUMNS * BLOCK_WIDTH;
    }

    private static int top(int block) {
        return block / COLUMNS * BLOCK_HEIGHT;
    }
}
