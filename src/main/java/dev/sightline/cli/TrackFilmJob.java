package dev.sightline.cli;

import dev.sightline.cli.Spotter.Seen;
import dev.sightline.detect.Detector;
import dev.sightline.detect.ModelId;
import dev.sightline.detect.Tiling;
import dev.sightline.frame.FrameSource;
import dev.sightline.frame.FrameSource.SourceFrame;
import dev.sightline.frame.Image;
import dev.sightline.frame.SourceAddress;
import dev.sightline.geometry.ImageSize;
import dev.sightline.model.ModelException;
import dev.sightline.model.ModelSettings;
import dev.sightline.model.SsdDetector;
import dev.sightline.track.BoxTracker;
import dev.sightline.track.TrackerSettings;
import dev.sightline.video.VideoSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs detector and tracker over a film, as a camera at its frame rate. Frames are looked at side by side and tracked one
 * by one.
 *
 * @param film the film
 * @param copy where the copy goes
 * @param text where the tracks go as text
 * @param framesPerSecond of the film; 0 for what it declares
 * @param model what looks at the frames
 * @param labels which classes are followed
 * @param tiling how it cuts them, or null
 */
record TrackFilmJob(
        Path film,
        Path copy,
        Path text,
        double framesPerSecond,
        ModelSettings model,
        Predicate<String> labels,
        @Nullable Tiling tiling) {
    /** The longest side of the copy in pixels; H.264 encoders take no more. */
    private static final int LONG_SIDE = 3840;

    /** For films that do not say how fast they are. */
    private static final double USUAL_RATE = 25;

    private record Look(int frame, ImageSize size, Seen seen) {}

    /** Does it; returns a line that says what was done. */
    String run(Progress progress) throws IOException, InterruptedException, ModelException {
        for (Path file : new Path[] {copy, text}) {
            if (Files.exists(file) && Files.isSameFile(file, film)) {
                throw new IOException(file + " is the film and would be overwritten; choose another --out");
            }
        }
        long start = System.nanoTime();
        try (SsdDetector detector = SsdDetector.open(model);
                FrameSource source = VideoSource.open(SourceAddress.parse(film.toString()))) {
            double rate = rate(source.format().framesPerSecond());
            Detector looking = TileOptions.tiled(detector, tiling);
            try (Spotter spotter = new Spotter(looking, labels, false);
                    TrackedFilm tracked = tracked(detector.model(), rate)) {
                int frames = follow(source, spotter, tracked, progress);
                if (frames == 0) {
                    throw new IOException(film + " has no pictures; choose a film");
                }
                return String.format(
                        Locale.ROOT,
                        "%s: %s, %s, %.1f frames/s -> %s, %s",
                        film,
                        Counted.of(frames, "frame"),
                        Counted.of(tracked.tracks(), "track"),
                        frames * 1e9 / (System.nanoTime() - start),
                        copy,
                        text);
            }
        }
    }

    private TrackedFilm tracked(ModelId looking, double rate) {
        return new TrackedFilm(new BoxTracker(TrackerSettings.DEFAULT), looking, rate, copy, text);
    }

    private double rate(double declared) {
        if (framesPerSecond > 0) {
            return framesPerSecond;
        }
        return declared > 0 && declared <= 1000 ? declared : USUAL_RATE;
    }

    private int follow(FrameSource source, Spotter spotter, TrackedFilm tracked, Progress progress)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        int frames = 0;
        try (var looks = new InOrder<Look>(spotter.workers(), look -> {
            tracked.add(look.frame(), look.size(), look.seen());
            progress.show(film.toString(), look.frame(), look.frame() * 1e9 / (System.nanoTime() - start));
        })) {
            for (SourceFrame picture = source.next(); picture != null; picture = source.next()) {
                int frame = ++frames;
                ImageSize size = picture.size();
                Image image = picture.image(LONG_SIDE);
                looks.submit(() -> new Look(frame, size, spotter.look(image)));
            }
            looks.finish();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            progress.clear();
        }
        return frames;
    }
}
