package dev.sightline.picture;

import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Scales pictures by bilinear interpolation between pixel centres. */
public final class ImageScaler {
    private ImageScaler() {}

    /** Stretches a picture to exactly {@code size}, whatever its shape; the picture itself when it has that size. */
    public static Image stretch(Image image, ImageSize size) {
        if (image.size().equals(size)) {
            return image;
        }
        try (Mat from = Mats.of(image);
                Mat to = Mats.empty(size);
                Size target = new Size(size.width(), size.height())) {
            opencv_imgproc.resize(from, to, target, 0, 0, opencv_imgproc.INTER_LINEAR);
            return Mats.image(to);
        }
    }
}
