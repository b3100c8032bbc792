package dev.sightline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.track.BoxTracker;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import dev.sightline.track.Tracker;
import dev.sightline.track.TrackerSettings;
import dev.sightline.track.TrackerState;
import dev.sightline.track.TrackerUpdate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Ten thousand sequences of whatever may come. */
class RandomTracksIT {
    private static final int SEQUENCES = 10_000;
    private static final Tracker TRACKER = new BoxTracker(TrackerSettings.DEFAULT);
    private static final String[] LABELS = {"person", "car", "truck", "dog", "cat"};

    @Test
    void survivesAnythingAndIsTheSameAfterARestart() {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            List<Detections> frames = frames(new SplittableRandom(seed));
            List<TrackerUpdate> whole = run(frames, -1);
            assertThat(run(frames, seed % frames.size()))
                    .as("sequence %s, restored", seed)
                    .isEqualTo(whole);
            checkIds(seed, whole);
        }
    }

    private static List<TrackerUpdate> run(List<Detections> frames, int restart) {
        List<TrackerUpdate> updates = new ArrayList<>();
        TrackerState state = TrackerState.initial("yard");
        for (int i = 0; i < frames.size(); i++) {
            state = i == restart ? restored(state) : state;
            TrackerUpdate update = TRACKER.update(state, frames.get(i), new FrameRef("detections", 0, i));
            updates.add(update);
            state = update.state();
            assertThat(state.tracks()).hasSizeLessThanOrEqualTo(TrackerState.MAX_TRACKS);
        }
        return updates;
    }

    private static TrackerState restored(TrackerState state) {
        var serde = States.tracker();
        return serde.deserializer().deserialize("store", serde.serializer().serialize("store", state));
    }

    private static void checkIds(int seed, List<TrackerUpdate> updates) {
        Set<TrackId> alive = new HashSet<>();
        Set<Long> used = new HashSet<>();
        for (TrackerUpdate update : updates) {
            for (TrackEvent event : update.events()) {
                switch (event.type()) {
                    case STARTED -> {
                        assertThat(used.add(event.id().number()))
                                .as("%s: %s is new", seed, event.id())
                                .isTrue();
                        alive.add(event.id());
                    }
                    case UPDATED -> assertThat(alive).contains(event.id());
                    case ENDED ->
                        assertThat(alive.remove(event.id()))
                                .as("%s: %s was alive", seed, event.id())
                                .isTrue();
                }
            }
        }
    }

    /** Some objects that walk, with bursts, pauses, duplicates, clocks that jump, skipped frames and restarts. */
    private static List<Detections> frames(SplittableRandom random) {
        List<Detections> frames = new ArrayList<>();
        Instant at = Instant.parse("2026-05-01T12:00:00Z");
        long epoch = 1;
        long sequence = 0;
        int objects = 1 + random.nextInt(6);
        int length = 4 + random.nextInt(30);
        for (int i = 0; i < length; i++) {
            at = at.plusMillis(33L + random.nextInt(200)).plus(jump(random), ChronoUnit.SECONDS);
            if (random.nextInt(25) == 0) {
                epoch++;
                sequence = 0;
            }
            sequence += random.nextInt(12) == 0 ? random.nextInt(3) - 1 : 1;
            boolean skipped = random.nextInt(20) == 0;
            List<Detection> found = skipped || random.nextInt(10) == 0 ? List.of() : found(random, i, objects);
            frames.add(new Detections(
                    new FrameId("yard", epoch, Math.max(0, sequence)),
                    new FrameRef("frames", 0, i),
                    null,
                    at,
                    new ImageSize(640, 480),
                    new ModelId("m", "1", "0".repeat(64)),
                    skipped ? "too old" : null,
                    found));
        }
        return frames;
    }

    private static long jump(SplittableRandom random) {
        return switch (random.nextInt(60)) {
            case 0 -> 366L * 24 * 3600;
            case 1 -> -366L * 24 * 3600;
            case 2 -> -3;
            case 3 -> 5;
            default -> 0;
        };
    }

    private static List<Detection> found(SplittableRandom random, int frame, int objects) {
        List<Detection> found = new ArrayList<>();
        int burst = random.nextInt(200) == 0 ? 300 : 0;
        for (int k = 0; k < objects + burst; k++) {
            double x = k < objects ? 0.1 * k + 0.03 * frame : random.nextDouble(3) - 1;
            double y = k < objects ? 0.5 : random.nextDouble(3) - 1;
            double side = random.nextInt(30) == 0 ? 0 : 0.1 + random.nextDouble(0.02);
            int label = k < objects && random.nextInt(8) > 0 ? k % LABELS.length : random.nextInt(LABELS.length);
            double score = random.nextInt(20) == 0 ? random.nextInt(2) : 0.3 + random.nextDouble(0.7);
            Detection detection =
                    new Detection(LABELS[label], label + 1, score, BoundingBox.ofCenter(x, y, side, 2 * side));
            found.add(detection);
            if (random.nextInt(15) == 0) {
                found.add(detection);
            }
        }
        return found;
    }
}
