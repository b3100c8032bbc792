package dev.sightline.picture;

import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures as OpenCV's matrices; both directions copy. */
final class Mats {
    static {
        // Many of our threads decode at once; OpenCV's own would only get in their way.
        opencv_core.setNumThreads(0);
    }

    private Mats() {}

    /** A matrix of the picture's pixels; to be closed. */
    static Mat of(Image image) {
        Mat mat = empty(image.size());
        mat.data().put(image.bgr());
        return mat;
    }

    /** A matrix for a picture of this size, its pixels undefined; to be closed. */
    static Mat empty(ImageSize size) {
        return new Mat(size.height(), size.width(), opencv_core.CV_8UC3);
    }

    /** The picture in a continuous matrix of 8-bit blue, green, red. */
    static Image image(Mat mat) {
        byte[] bgr = new byte[Math.multiplyExact(3, mat.cols() * mat.rows())];
        try (BytePointer data = mat.data()) {
            data.get(bgr);
        }
        return new Image(new ImageSize(mat.cols(), mat.rows()), bgr);
    }
}
