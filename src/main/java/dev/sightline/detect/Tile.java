package dev.sightline.detect;

import dev.sightline.frame.Image;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;

/**
 * A part of a picture, possibly all of it.
 *
 * @param left pixels of the picture to the left of it, ≥ 0
 * @param top pixels of the picture above it, ≥ 0
 * @param size in pixels
 * @param picture the whole picture's size in pixels
 */
record Tile(int left, int top, ImageSize size, ImageSize picture) {
    /** A box that ends within this fraction of the tile's side from an edge touches the edge. */
    private static final double TOUCH = 0.02;

    /** Checks that the tile is inside its picture. */
    Tile {
        if (left < 0 || top < 0 || left + size.width() > picture.width() || top + size.height() > picture.height()) {
            throw new IllegalArgumentException(
                    "a tile of " + size + " at " + left + "," + top + " is not inside " + "a picture of " + picture);
        }
    }

    /** The tile that is the whole picture. */
    static Tile whole(ImageSize picture) {
        return new Tile(0, 0, picture, picture);
    }

    /** The pixels of this part, copied row by row; the picture itself when it is all of it. */
    Image cut(Image image) {
        if (size.equals(picture)) {
            return image;
        }
        int row = 3 * size.width();
        byte[] bgr = new byte[row * size.height()];
        for (int y = 0; y < size.height(); y++) {
            System.arraycopy(image.bgr(), 3 * ((top + y) * picture.width() + left), bgr, y * row, row);
        }
        return new Image(size, bgr);
    }

    /** A box in fractions of this part as one in fractions of the picture. */
    BoundingBox inPicture(BoundingBox box) {
        return new BoundingBox(x(box.left()), y(box.top()), x(box.right()), y(box.bottom()));
    }

    /** Whether a box, in fractions of this part, touches an edge behind which the picture goes on. */
    boolean cuts(BoundingBox box) {
        return (left > 0 && box.left() <= TOUCH)
                || (top > 0 && box.top() <= TOUCH)
                || (left + size.width() < picture.width() && box.right() >= 1 - TOUCH)
                || (top + size.height() < picture.height() && box.bottom() >= 1 - TOUCH);
    }

    private double x(double inTile) {
        return (left + inTile * size.width()) / picture.width();
    }

    private double y(double inTile) {
        return (top + inTile * size.height()) / picture.height();
    }
}
