package dev.sightline.picture;

import dev.sightline.frame.BadImageException;
import dev.sightline.frame.Image;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** OpenCV's decoder with our exception. */
final class Decoding {
    private Decoding() {}

    /** Decodes bytes of any picture format, with flags of {@code imread}. */
    static Image decode(byte[] bytes, int flags) throws BadImageException {
        try (BytePointer copy = new BytePointer(bytes);
                Mat encoded = new Mat(1, bytes.length, opencv_core.CV_8UC1, copy);
                Mat decoded = opencv_imgcodecs.imdecode(encoded, flags)) {
            if (decoded.empty()) {
                throw new BadImageException("the picture is damaged or of an unknown format");
            }
            return Mats.image(decoded);
        } catch (RuntimeException e) {
            throw (BadImageException) new BadImageException("the picture is damaged").initCause(e);
        }
    }
}
