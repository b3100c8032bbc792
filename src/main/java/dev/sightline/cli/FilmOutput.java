package dev.sightline.cli;

import dev.sightline.cli.OutputFolder.Target;
import dev.sightline.cli.Spotter.Seen;
import dev.sightline.dataset.DetectionFormat;
import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import dev.sightline.picture.ImageScaler;
import dev.sightline.video.VideoWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** The results of one film; the files are created with the first frame. For one thread at a time. */
final class FilmOutput implements AutoCloseable {
    /** For sources that do not say how fast they are. */
    private static final double USUAL_RATE = 25;

    private final Target target;
    private final DetectionFormat format;
    private final double framesPerSecond;
    private @Nullable Writer text;
    private @Nullable VideoWriter film;
    private @Nullable ImageSize filmSize;

    /**
     * Creates nothing yet.
     *
     * @param framesPerSecond as the source declares it, 0 when it does not
     */
    FilmOutput(Target target, DetectionFormat format, double framesPerSecond) {
        this.target = target;
        this.format = format;
        this.framesPerSecond = framesPerSecond > 0 && framesPerSecond <= 1000 ? framesPerSecond : USUAL_RATE;
    }

    /**
     * Appends a frame.
     *
     * @param number from 1
     * @param size its own size in pixels, which the text counts in
     */
    void write(int number, ImageSize size, Seen seen) throws IOException {
        Writer lines = text;
        if (lines == null) {
            lines = Files.newBufferedWriter(target.text());
            text = lines;
        }
        lines.write(format.lines(number, size, seen.detections()));
        if (target.annotated()) {
            append(seen.picture());
        }
    }

    /** A stream may change its size; the film keeps that of the first picture. */
    private void append(Image picture) throws IOException {
        VideoWriter writer = film;
        ImageSize size = filmSize;
        if (writer == null || size == null) {
            size = picture.size();
            writer = new VideoWriter(target.copy(), size, framesPerSecond);
            film = writer;
            filmSize = size;
        }
        writer.write(ImageScaler.stretch(picture, size));
    }

    /** Finishes both files. */
    @Override
    public void close() throws IOException {
        try {
            if (text != null) {
                text.close();
            }
        } finally {
            if (film != null) {
                film.close();
            }
        }
    }
}
