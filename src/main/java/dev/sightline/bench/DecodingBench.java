package dev.sightline.bench;

import dev.sightline.frame.BadImageException;
import dev.sightline.geometry.ImageSize;
import dev.sightline.picture.OpenCvJpegCodec;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

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
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            var next = new AtomicInteger();
            var running = new ArrayList<Future<?>>();
            Run.Start start = Run.Start.now();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> {
                    decode(next, frames);
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

    private void decode(AtomicInteger next, int frames) throws BadImageException {
        var codec = new OpenCvJpegCodec();
        for (int i = next.getAndIncrement(); i < frames; i = next.getAndIncrement()) {
            var unused = codec.decode(street.jpeg(i), size);
        }
    }
}
