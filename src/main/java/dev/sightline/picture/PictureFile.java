package dev.sightline.picture;

import dev.sightline.frame.BadImageException;
import dev.sightline.frame.Image;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.bytedeco.opencv.global.opencv_imgcodecs;

/** Pictures in files: JPEG, PNG, WebP, TIFF, BMP and whatever else OpenCV reads. */
public final class PictureFile {
    private static final long MAX_BYTES = 256L << 20;

    private PictureFile() {}

    /** Whether the file begins as a picture does; films do not. */
    public static boolean isPicture(Path file) {
        return Files.isRegularFile(file) && opencv_imgcodecs.haveImageReader(file.toString());
    }

    /**
     * Reads a picture, turned as its note on orientation asks, as viewers do.
     *
     * @throws BadImageException if the file is no whole picture, or too large a one
     * @throws IOException if the file cannot be read; the message says which
     */
    public static Image read(Path file) throws IOException {
        byte[] bytes = bytes(file);
        try {
            if (JpegStructure.isJpeg(bytes)) {
                JpegStructure.read(bytes);
            }
            return Decoding.decode(bytes, opencv_imgcodecs.IMREAD_COLOR);
        } catch (BadImageException e) {
            throw (BadImageException) new BadImageException(file + ": " + e.getMessage()).initCause(e);
        }
    }

    /** Reads a picture from the class path, e.g. {@code /models/street.jpg}. */
    public static Image resource(String name) throws IOException {
        try (InputStream in = PictureFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new NoSuchFileException(name);
            }
            return Decoding.decode(in.readAllBytes(), opencv_imgcodecs.IMREAD_COLOR);
        }
    }

    /** Writes a picture as JPEG with a quality of 1 to 100. */
    public static void writeJpeg(Path file, Image image, int quality) throws IOException {
        Files.write(file, OpenCvJpegCodec.encodedBytes(image, quality));
    }

    private static byte[] bytes(Path file) throws IOException {
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new BadImageException(file + ": more than " + (MAX_BYTES >> 20) + " MiB is refused");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        }
    }
}
