package dev.sightline.model;

import dev.sightline.frame.Image;
import dev.sightline.ssd.Normalization;
import java.util.List;

/** Pictures as a network with raw heads reads them, made pixel by pixel. */
final class Planes {
    private Planes() {}

    /** Pictures of the network's own size; shape (batch, 3, height, width). */
    static float[] of(ModelCard.Input input, List<Image> images) {
        var normalization = input.normalization();
        int plane = input.size().width() * input.size().height();
        float[] planes = new float[images.size() * 3 * plane];
        int at = 0;
        for (Image image : images) {
            for (int p = 0; p < 3; p++) {
                int channel = normalization.channels() == Normalization.Channels.RGB ? 2 - p : p;
                for (int i = 0; i < plane; i++) {
                    double pixel = image.bgr()[3 * i + channel] & 0xFF;
                    planes[at++] = (float) ((pixel - normalization.mean().get(p)) * normalization.scale());
                }
            }
        }
        return planes;
    }
}
