package dev.sightline.cli;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detector;
import dev.sightline.frame.Image;
import dev.sightline.picture.Annotation;
import dev.sightline.picture.Annotator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * A detector with its own threads, one a core: on a CPU that is faster than batches or a core's share of one picture.
 */
final class Spotter implements AutoCloseable {
    private final Detector detector;
    private final Predicate<String> labels;
    private final boolean draws;
    private final ExecutorService workers;

    /**
     * Starts the threads.
     *
     * @param labels which ones are wanted
     * @param draws whether to draw what was found
     */
    Spotter(Detector detector, Predicate<String> labels, boolean draws) {
        this.detector = detector;
        this.labels = labels;
        this.draws = draws;
        this.workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
            Thread thread = new Thread(task, "spotter");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * A picture that was looked at.
     *
     * @param picture with the detections drawn, if they are
     * @param detections highest score first
     */
    record Seen(Image picture, List<Detection> detections) {}

    /** The threads on which to call {@link #look}. */
    ExecutorService workers() {
        return workers;
    }

    boolean draws() {
        return draws;
    }

    /** Looks at one picture. */
    Seen look(Image picture) {
        List<Detection> found = detector.detect(List.of(picture)).get(0).stream()
                .filter(detection -> labels.test(detection.label()))
                .toList();
        return new Seen(draws ? drawn(picture, found) : picture, found);
    }

    /** Draws the best last, so that no other covers it. */
    private static Image drawn(Image picture, List<Detection> found) {
        List<Annotation> annotations =
                new ArrayList<>(found.stream().map(Annotation::of).toList());
        Collections.reverse(annotations);
        return Annotator.draw(picture, annotations, List.of());
    }

    /** Lets no more pictures in. */
    @Override
    public void close() {
        workers.shutdownNow();
    }
}
