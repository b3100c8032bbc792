package dev.sightline.web;

import dev.sightline.frame.Frame;
import dev.sightline.geometry.ImageSize;

/** An encoded picture, copied from its frame and never changed. */
final class Jpeg {
    private final ImageSize size;
    private final byte[] bytes;

    private Jpeg(ImageSize size, byte[] bytes) {
        this.size = size;
        this.bytes = bytes;
    }

    static Jpeg of(Frame frame) {
        byte[] bytes = new byte[frame.jpeg().remaining()];
        frame.jpeg().duplicate().get(bytes);
        return new Jpeg(frame.size(), bytes);
    }

    /** In pixels. */
    ImageSize size() {
        return size;
    }

    /** The JPEG itself, not a copy. */
    byte[] bytes() {
        return bytes;
    }
}
