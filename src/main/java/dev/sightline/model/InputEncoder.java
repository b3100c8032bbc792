package dev.sightline.model;

import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import dev.sightline.picture.ImageScaler;
import java.nio.ByteBuffer;

/**
 * Turns pictures into the input of a serving network: stretched, blue first, row by row.
 *
 * @param size that the network wants
 */
record InputEncoder(ImageSize size) {
    /** How many bytes a picture becomes: height × width × 3. */
    int length() {
        return 3 * size.width() * size.height();
    }

    /** Writes one picture at {@code at}, shape (height, width, 3). */
    void encode(Image image, ByteBuffer tensor, int at) {
        tensor.put(at, ImageScaler.stretch(image, size).bgr());
    }
}
