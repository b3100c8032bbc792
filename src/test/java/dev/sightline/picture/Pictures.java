package dev.sightline.picture;

import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import java.util.SplittableRandom;

/** Pictures to test with. */
final class Pictures {
    private Pictures() {}

    /** Soft colour gradients with some texture, so that every row and column differs. */
    static Image scene(int width, int height) {
        var random = new SplittableRandom(7);
        byte[] bgr = new byte[3 * width * height];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int grain = random.nextInt(8);
                bgr[at++] = (byte) (x * 247 / width + grain);
                bgr[at++] = (byte) (y * 247 / height + grain);
                bgr[at++] = (byte) (128 + 100 * Math.sin(x * 0.05) * Math.cos(y * 0.03) + grain);
            }
        }
        return new Image(new ImageSize(width, height), bgr);
    }

    /** A picture of one colour. */
    static Image plain(int width, int height, int blue, int green, int red) {
        byte[] bgr = new byte[3 * width * height];
        for (int at = 0; at < bgr.length; at += 3) {
            bgr[at] = (byte) blue;
            bgr[at + 1] = (byte) green;
            bgr[at + 2] = (byte) red;
        }
        return new Image(new ImageSize(width, height), bgr);
    }

    /** The mean absolute difference of two pictures of one size, 0 to 255. */
    static double difference(Image a, Image b) {
        long sum = 0;
        for (int i = 0; i < a.bgr().length; i++) {
            sum += Math.abs((a.bgr()[i] & 0xFF) - (b.bgr()[i] & 0xFF));
        }
        return (double) sum / a.bgr().length;
    }
}
