package dev.sightline.bench;

import dev.sightline.detect.Batcher;
import dev.sightline.geometry.ImageSize;
import dev.sightline.picture.OpenCvJpegCodec;
import java.util.concurrent.ExecutionException;

/**
 * Decodes and detects without Kafka: as many threads as the topology has, each taking the next picture from memory,
 * decoding it and handing it to the same batcher.
 *
 * @param street the pictures
 * @param batcher the way to the detector
 * @param inputSize what the detector wants
 * @param threads how many decode and wait at the same time
 */
record PlainLoop(Street street, Batcher batcher, ImageSize inputSize, int threads) {
    /** Looks at {@code frames} pictures. */
    Run run(int frames) throws InterruptedException, ExecutionException {
        return new SharedWork(threads, this::worker).run(frames);
    }

    private SharedWork.FrameWork worker() {
        var codec = new OpenCvJpegCodec();
        return frame -> batcher.detect(codec.decode(street.jpeg(frame), inputSize));
    }
}
