package dev.sightline.model;

import dev.sightline.frame.Image;
import dev.sightline.picture.ImageScaler;
import java.nio.FloatBuffer;

/** Turns pictures into a network's input: stretched, normalised, plane by plane. Safe for use by several threads. */
final class InputEncoder {
    private final ModelCard.Input input;

    /** For each plane, what each value of a pixel becomes. */
    private final float[][] values = new float[3][256];

    InputEncoder(ModelCard.Input input) {
        this.input = input;
        for (int plane = 0; plane < 3; plane++) {
            for (int pixel = 0; pixel < 256; pixel++) {
                values[plane][pixel] = (float) ((pixel - input.mean().get(plane)) * input.scale());
            }
        }
    }

    /** How many numbers a picture becomes: 3 × height × width. */
    int length() {
        return 3 * input.size().width() * input.size().height();
    }

    /** Writes one picture at {@code at}, shape (3, height, width). */
    void encode(Image image, FloatBuffer tensor, int at) {
        byte[] bgr = ImageScaler.stretch(image, input.size()).bgr();
        float[] row = new float[bgr.length / 3];
        for (int plane = 0; plane < 3; plane++) {
            float[] value = values[plane];
            int channel = input.order() == ModelCard.ChannelOrder.RGB ? 2 - plane : plane;
            for (int i = 0, from = channel; i < row.length; i++, from += 3) {
                row[i] = value[bgr[from] & 0xFF];
            }
            tensor.put(at + plane * row.length, row);
        }
    }
}
