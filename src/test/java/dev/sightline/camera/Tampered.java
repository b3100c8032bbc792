package dev.sightline.camera;

import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import dev.sightline.picture.ImageScaler;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** What people do to cameras. */
final class Tampered {
    private Tampered() {}

    /** A hand, tape or paint over the lens: one grey with a sensor's noise. */
    static UnaryOperator<Image> covered(int grey) {
        var random = new SplittableRandom(1);
        return image -> {
            byte[] bgr = new byte[image.bgr().length];
            for (int i = 0; i < bgr.length; i++) {
                bgr[i] = (byte) Math.max(0, Math.min(255, grey + random.nextInt(-4, 5)));
            }
            return new Image(image.size(), bgr);
        };
    }

    /** Out of focus or smeared: details finer than a picture of {@code longSide} pixels are gone. */
    static UnaryOperator<Image> blurred(int longSide) {
        return image ->
                ImageScaler.stretch(ImageScaler.stretch(image, image.size().within(longSide)), image.size());
    }

    /** Turned aside and up by fractions of the picture's width and height. */
    static UnaryOperator<Image> turned(double aside, double up) {
        return image -> {
            ImageSize size = image.size();
            return mapped(
                    image,
                    (x, y) -> mirrored((int) (x + aside * size.width()), size.width()),
                    (x, y) -> mirrored((int) (y + up * size.height()), size.height()));
        };
    }

    /** Rolled about its axis. */
    static UnaryOperator<Image> rolled(double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        return image -> {
            double cx = image.size().width() / 2.0;
            double cy = image.size().height() / 2.0;
            return mapped(
                    image,
                    (x, y) -> mirrored(
                            (int) (cx + cos * (x - cx) - sin * (y - cy)),
                            image.size().width()),
                    (x, y) -> mirrored(
                            (int) (cy + sin * (x - cx) + cos * (y - cy)),
                            image.size().height()));
        };
    }

    /** The first picture again and again. */
    static UnaryOperator<Image> frozen() {
        Image[] first = new Image[1];
        return image -> {
            first[0] = first[0] == null ? image : first[0];
            return first[0];
        };
    }

    /** The light is dimmed or switched: every value times {@code factor}. */
    static UnaryOperator<Image> lit(double factor) {
        return image -> {
            byte[] bgr = Arrays.copyOf(image.bgr(), image.bgr().length);
            for (int i = 0; i < bgr.length; i++) {
                bgr[i] = (byte) Math.min(255, (bgr[i] & 0xFF) * factor);
            }
            return new Image(image.size(), bgr);
        };
    }

    private interface Place {
        int from(int x, int y);
    }

    private static Image mapped(Image image, Place column, Place row) {
        int width = image.size().width();
        int height = image.size().height();
        byte[] bgr = new byte[image.bgr().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = 3 * (row.from(x, y) * width + column.from(x, y));
                System.arraycopy(image.bgr(), from, bgr, 3 * (y * width + x), 3);
            }
        }
        return new Image(image.size(), bgr);
    }

    private static int mirrored(int place, int length) {
        int inside = place < 0 ? -place - 1 : place;
        return inside < length ? inside : 2 * length - 1 - inside;
    }
}
