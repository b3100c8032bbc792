package dev.sightline.cli;

import dev.sightline.cli.OutputFolder.Target;
import dev.sightline.cli.Spotter.Seen;
import dev.sightline.dataset.DetectionFormat;
import dev.sightline.frame.FrameSource;
import dev.sightline.frame.FrameSource.SourceFrame;
import dev.sightline.frame.Image;
import dev.sightline.frame.SourceAddress;
import dev.sightline.frame.SourceException;
import dev.sightline.geometry.ImageSize;
import dev.sightline.video.VideoSource;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every frame of one film, or at a camera for a while. Decoding, looking and writing run side by side:
 *
 * <pre>
 * VideoSource ─ this thread ─▶ Spotter, all cores ─▶ FilmOutput, a thread of its own
 * </pre>
 *
 * A film waits when it is read faster than it can be looked at; a camera does not, so that pictures are skipped and
 * counted.
 */
final class FilmJob {
    /** The longest side of a copy in pixels; H.264 encoders take no more. Texts count the film's own pixels. */
    private static final int LONG_SIDE = 3840;

    private final Spotter spotter;
    private final Settings settings;
    private final SourceAddress address;
    private final Target target;
    private final Progress progress;
    private final long start = System.nanoTime();

    private int frames;
    private int skipped;
    private int damaged;
    private long firstFrame;

    /** Counted by the writing thread; read when that has finished. */
    private int written;

    private long detections;

    /**
     * What all films have in common.
     *
     * @param seconds how long to watch a camera, 0 for ever
     * @param stop whether to end in order, now
     */
    record Settings(DetectionFormat format, int seconds, BooleanSupplier stop) {}

    FilmJob(Spotter spotter, Settings settings, SourceAddress address, Target target, Progress progress) {
        this.spotter = spotter;
        this.settings = settings;
        this.address = address;
        this.target = target;
        this.progress = progress;
    }

    /** Looks at it all; what was written before a failure is kept. */
    Outcome run() throws InterruptedException {
        Exception failure = null;
        try (FrameSource source = VideoSource.open(address)) {
            target.check();
            watch(source);
            if (frames == 0 && !settings.stop().getAsBoolean()) {
                failure = new SourceException(SourceException.Kind.NO_VIDEO, address + " has no pictures");
            }
        } catch (SourceException e) {
            failure = e.kind() == SourceException.Kind.NOT_A_VIDEO && address.isFile()
                    ? new IOException(address + " is neither a picture nor a film that can be read", e)
                    : e;
        } catch (IOException | RuntimeException | ExecutionException e) {
            failure = e;
        }
        return new Outcome(written == 0 ? null : summary(), failure);
    }

    private void watch(FrameSource source) throws IOException, InterruptedException, ExecutionException {
        double rate = source.format().framesPerSecond();
        try (var output = new FilmOutput(target, settings.format(), rate);
                var looks = new InOrder<Look>(spotter.workers(), look -> write(look, output))) {
            try {
                read(source, looks);
            } finally {
                looks.finish();
            }
        }
    }

    private void read(FrameSource source, InOrder<Look> looks)
            throws IOException, InterruptedException, ExecutionException {
        for (SourceFrame picture = next(source); picture != null; picture = next(source)) {
            if (!address.isFile() && picture.corrupt()) {
                damaged++;
            } else if (!address.isFile() && !looks.hasRoom()) {
                skipped++;
            } else {
                int frame = ++frames;
                ImageSize size = picture.size();
                Image image = picture.image(LONG_SIDE);
                looks.submit(() -> new Look(frame, size, spotter.look(image)));
            }
        }
    }

    private @Nullable SourceFrame next(FrameSource source) throws SourceException {
        if (settings.stop().getAsBoolean() || isOver()) {
            return null;
        }
        SourceFrame picture = source.next();
        if (firstFrame == 0) {
            firstFrame = System.nanoTime();
        }
        return picture;
    }

    private boolean isOver() {
        return !address.isFile()
                && settings.seconds() > 0
                && firstFrame != 0
                && System.nanoTime() - firstFrame >= settings.seconds() * 1_000_000_000L;
    }

    private void write(Look look, FilmOutput output) throws IOException {
        output.write(look.frame(), look.size(), look.seen());
        written++;
        detections += look.seen().detections().size();
        progress.show(address.toString(), written, perSecond());
    }

    private double perSecond() {
        return written * 1e9 / (System.nanoTime() - start);
    }

    private String summary() {
        return String.format(
                Locale.ROOT,
                "%s: %s, %s, %.1f frames/s%s%s -> %s",
                address,
                Counted.of(written, "frame"),
                Counted.of(detections, "detection"),
                perSecond(),
                skipped == 0 ? "" : ", " + skipped + " skipped as they came too fast",
                damaged == 0 ? "" : ", " + damaged + " damaged",
                target);
    }

    /**
     * A frame that was looked at.
     *
     * @param frame its number, from 1
     * @param size its own size in pixels
     */
    private record Look(int frame, ImageSize size, Seen seen) {}
}
