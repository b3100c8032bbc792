package dev.sightline.frame;

import dev.sightline.geometry.ImageSize;

/** A decoded picture: 8 bits a channel, interleaved blue, green, red, rows from the top without padding. */
public final class Image {
    private final ImageSize size;
    private final byte[] bgr;

    /**
     * Wraps the bytes without copying; the caller leaves them alone from then on.
     *
     * @param bgr the pixels, {@code 3 * width * height} bytes
     */
    public Image(ImageSize size, byte[] bgr) {
        if (bgr.length != 3 * size.width() * size.height()) {
            throw new IllegalArgumentException(
                    "a picture of " + size + " has " + 3L * size.width() * size.height() + " bytes, not " + bgr.length);
        }
        this.size = size;
        this.bgr = bgr;
    }

    /** The picture's size in pixels. */
    public ImageSize size() {
        return size;
    }

    /** The pixels themselves, not a copy: byte {@code 3 * (y * width + x)} is the blue of pixel (x, y). */
    public byte[] bgr() {
        return bgr;
    }
}
