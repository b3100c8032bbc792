package dev.sightline.bench;

import dev.sightline.geometry.ImageSize;
import dev.sightline.picture.OpenCvJpegCodec;
import java.util.concurrent.ExecutionException;

/**
 * Decodes JPEGs and does nothing else: what no pipeline on this machine can be faster than.
 *
 * @param street the pictures
 * @param size that is wanted
 * @param threads how many decode at the same time
 */
record DecodingBench(Street street, ImageSize size, int threads) {
    /** Decodes {@code frames} pictures. */
    Run run(int frames) throws InterruptedException, ExecutionException {
        return new SharedWork(threads, this::worker).run(frames);
    }

    private SharedWork.FrameWork worker() {
        var codec = new OpenCvJpegCodec();
        return frame -> codec.decode(street.jpeg(frame), size);
    }
}
