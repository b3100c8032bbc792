package dev.sightline.cli;

import dev.sightline.cli.Spotter.Seen;
import dev.sightline.dataset.MotDetection;
import dev.sightline.dataset.MotText;
import dev.sightline.dataset.MotTrackBox;
import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.frame.Image;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.geometry.Point;
import dev.sightline.picture.Annotation;
import dev.sightline.picture.Annotator;
import dev.sightline.picture.ImageScaler;
import dev.sightline.track.Sighting;
import dev.sightline.track.Track;
import dev.sightline.track.Tracker;
import dev.sightline.track.TrackerState;
import dev.sightline.track.TrackerUpdate;
import dev.sightline.video.VideoWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a film with the tracks drawn on it, and their boxes as MOT text, both begun with the first frame. For one
 * thread at a time.
 */
final class TrackedFilm implements AutoCloseable {
    private static final String CAMERA = "film";
    private static final FrameRef NO_REF = new FrameRef("", 0, 0);

    private final Tracker tracker;
    private final ModelId model;
    private final double framesPerSecond;
    private final Path copy;
    private final Path text;
    private TrackerState state = TrackerState.initial(CAMERA);
    private @Nullable VideoWriter film;
    private @Nullable Writer lines;
    private ImageSize filmSize = new ImageSize(1, 1);
    private long tracks;

    /**
     * Creates nothing yet.
     *
     * @param model which model looks
     * @param framesPerSecond of the film, above 0
     */
    TrackedFilm(Tracker tracker, ModelId model, double framesPerSecond, Path copy, Path text) {
        this.tracker = tracker;
        this.model = model;
        this.framesPerSecond = framesPerSecond;
        this.copy = copy;
        this.text = text;
    }

    /**
     * Follows the objects into the next frame.
     *
     * @param number from 1
     * @param size the frame's own size in pixels, which the text counts in
     */
    void add(int number, ImageSize size, Seen seen) throws IOException {
        TrackerUpdate update = tracker.update(state, frame(number, size, seen.detections()), NO_REF);
        state = update.state();
        Map<Long, Track> known = state.tracks().stream()
                .filter(track -> track.number() > 0)
                .collect(Collectors.toMap(Track::number, Function.identity()));
        var annotations = new ArrayList<Annotation>();
        for (Sighting sighting : update.seen()) {
            Track track = known.get(sighting.id().number());
            if (track != null) {
                tracks = Math.max(tracks, track.number());
                annotations.add(annotation(track, sighting));
                lines().write(line(number, size, track, sighting) + "\n");
            }
        }
        append(Annotator.draw(seen.picture(), annotations, List.of()));
    }

    private Detections frame(int number, ImageSize size, List<Detection> found) {
        Instant at = Instant.EPOCH.plusNanos(Math.round(number * 1e9 / framesPerSecond));
        return new Detections(new FrameId(CAMERA, 0, number), NO_REF, null, at, size, model, null, found);
    }

    private static Annotation annotation(Track track, Sighting sighting) {
        var shown = new Detection(
                track.label(),
                track.classIndex(),
                track.history().scores().latest(),
                sighting.box().clipped());
        List<Point> path = track.history().trail().points().stream()
                .map(place -> new Point(place.x(), place.y()))
                .toList();
        return new Annotation(shown, Long.toString(track.number()), path);
    }

    private static String line(int number, ImageSize size, Track track, Sighting sighting) {
        BoundingBox box = sighting.box();
        return MotText.line(new MotTrackBox(
                track.number(),
                new MotDetection(
                        number,
                        box.left() * size.width(),
                        box.top() * size.height(),
                        box.width() * size.width(),
                        box.height() * size.height(),
                        track.history().scores().latest(),
                        track.classIndex())));
    }

    private Writer lines() throws IOException {
        Writer writer = lines == null ? Files.newBufferedWriter(text) : lines;
        lines = writer;
        return writer;
    }

    /** A film may change its size; the copy keeps that of the first picture. */
    private void append(Image picture) throws IOException {
        VideoWriter writer = film;
        if (writer == null) {
            filmSize = picture.size();
            writer = new VideoWriter(copy, filmSize, framesPerSecond);
            film = writer;
            lines();
        }
        writer.write(ImageScaler.stretch(picture, filmSize));
    }

    /** How many objects there were. */
    long tracks() {
        return tracks;
    }

    /** Finishes both files. */
    @Override
    public void close() throws IOException {
        try {
            if (lines != null) {
                lines.close();
            }
        } finally {
            if (film != null) {
                film.close();
            }
        }
    }
}
