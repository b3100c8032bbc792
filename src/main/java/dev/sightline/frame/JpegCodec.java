package dev.sightline.frame;

import dev.sightline.geometry.ImageSize;
import java.nio.ByteBuffer;

/** Turns pictures into JPEG and back. Implementations are safe for use by several threads. */
public interface JpegCodec {
    /**
     * Decodes a picture, possibly at half, a quarter or an eighth of its size, but never smaller than {@code atLeast}
     * (unless the picture itself is).
     *
     * @param jpeg position to limit; left unchanged
     * @throws BadImageException if these bytes are not a whole JPEG picture of at most 16,384 pixels a side
     */
    Image decode(ByteBuffer jpeg, ImageSize atLeast) throws BadImageException;

    /** Encodes a picture with a quality of 1 to 100. */
    ByteBuffer encode(Image image, int quality);
}
