package dev.sightline.bench;

import dev.sightline.detect.Batcher;
import dev.sightline.frame.BadImageException;
import dev.sightline.frame.JpegCodec;
import dev.sightline.geometry.ImageSize;
import dev.sightline.picture.OpenCvJpegCodec;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

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
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            var next = new AtomicInteger();
            var running = new ArrayList<Future<?>>();
            Run.Start start = Run.Start.now();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> {
                    look(next, frames);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
            return start.end(frames);
        } finally {
            pool.shutdownNow();
        }
    }

    private void look(AtomicInteger next, int frames) throws BadImageException {
        JpegCodec codec = new OpenCvJpegCodec();
        for (int i = next.getAndIncrement(); i < frames; i = next.getAndIncrement()) {
            var unused = batcher.detect(codec.decode(street.jpeg(i), inputSize));
        }
    }
}
