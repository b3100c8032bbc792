package dev.sightline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import dev.sightline.geometry.Zone;
import dev.sightline.track.BoxTracker;
import dev.sightline.track.StreamLoss;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import dev.sightline.track.Tracker;
import dev.sightline.track.TrackerSettings;
import dev.sightline.track.TrackerState;
import dev.sightline.track.TrackerUpdate;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ten thousand sequences of whatever may come. */
class RandomTracksIT {
    private static final int SEQUENCES = 10_000;
    private static final Zone ZONE = new Zone(
            "left", new Polygon(List.of(new Point(0, 0), new Point(0.4, 0), new Point(0.4, 1), new Point(0, 1))));
    private static final Tracker TRACKER = new BoxTracker(TrackerSettings.DEFAULT, camera -> List.of(ZONE));
    private static final Topic<TrackEvent> TRACKS = new Topics("sightline").tracks();
    private static final String[] LABELS = {"person", "car", "truck", "dog", "cat"};

    /** A frame's detections, or the news that the stream was lost. */
    private record Input(
            @Nullable Detections frame, @Nullable StreamLoss loss) {}

    @Test
    void survivesAnythingAndIsTheSameAfterARestart() {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            List<Input> inputs = inputs(new SplittableRandom(seed));
            List<TrackerUpdate> whole = run(inputs, i -> false);
            int split = seed % inputs.size();
            assertThat(run(inputs, i -> i == split))
                    .as("sequence %s, restored once", seed)
                    .isEqualTo(whole);
            if (seed % 10 == 0) {
                assertThat(run(inputs, i -> true))
                        .as("sequence %s, restored every time", seed)
                        .isEqualTo(whole);
                whole.forEach(RandomTracksIT::checkReplay);
            }
            checkIds(seed, whole);
        }
    }

    private static List<TrackerUpdate> run(List<Input> inputs, IntPredicate restart) {
        List<TrackerUpdate> updates = new ArrayList<>();
        TrackerState state = TrackerState.initial("yard");
        for (int i = 0; i < inputs.size(); i++) {
            state = restart.test(i) ? restored(state) : state;
            TrackerUpdate update = update(state, inputs.get(i), i);
            updates.add(update);
            state = update.state();
            assertThat(state.tracks()).hasSizeLessThanOrEqualTo(TrackerState.MAX_TRACKS);
            assertThat(state.losses()).hasSizeLessThanOrEqualTo(TrackerState.MAX_LOSSES);
        }
        return updates;
    }

    private static TrackerUpdate update(TrackerState state, Input input, int number) {
        StreamLoss loss = input.loss();
        return loss != null
                ? TRACKER.lose(state, loss)
                : TRACKER.update(state, Objects.requireNonNull(input.frame()), new FrameRef("detections", 0, number));
    }

    private static TrackerState restored(TrackerState state) {
        var serde = States.tracker();
        return serde.deserializer().deserialize("store", serde.serializer().serialize("store", state));
    }

    private static void checkReplay(TrackerUpdate update) {
        update.events()
                .forEach(
                        event -> assertThat(TRACKS.decode(TRACKS.encode(event))).isEqualTo(event));
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

    /**
     * Some objects that walk, with bursts, pauses, duplicates, clocks that jump, skipped frames, restarts, and losses that
     * are heard too early, in time or too late.
     */
    private static List<Input> inputs(SplittableRandom random) {
        List<Input> inputs = new ArrayList<>();
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
            inputs.add(new Input(frame(epoch, Math.max(0, sequence), at, skipped ? "too old" : null, found), null));
            if (random.nextInt(15) == 0) {
                long after = Math.max(-1, sequence + random.nextInt(7) - 3);
                inputs.add(new Input(null, new StreamLoss(epoch + random.nextInt(40) / 39, after, at)));
            }
        }
        return inputs;
    }

    private static Detections frame(
            long epoch, long sequence, Instant at, @Nullable String skipped, List<Detection> found) {
        return new Detections(
                new FrameId("yard", epoch, sequence),
                new FrameRef("frames", 0, sequence),
                null,
                at,
                new ImageSize(640, 480),
                new ModelId("m", "1", "0".repeat(64)),
                skipped,
                found);
    }

    @Test
    void whatIsNotANumberIsRefusedBeforeItGetsThere() {
        assertThatThrownBy(() -> new BoundingBox(0, 0, Double.NaN, 1)).hasMessageContaining("finite");
        assertThatThrownBy(() -> new BoundingBox(0, 0, Double.POSITIVE_INFINITY, 1))
                .hasMessageContaining("finite");
        var box = new BoundingBox(0, 0, 1, 1);
        assertThatThrownBy(() -> new Detection("person", 1, Double.NaN, box)).hasMessageContaining("score");
        assertThatThrownBy(() -> new Detection("p".repeat(101), 1, 0.5, box)).hasMessageContaining("label");
        Topic<Detections> detections = new Topics("sightline").detections();
        byte[] bytes =
                detections.encode(frame(1, 1, Instant.EPOCH, null, List.of(new Detection("person", 1, 0.625, box))));
        byte[] score = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(0.625f)
                .array();
        byte[] notANumber = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(Float.NaN)
                .array();
        System.arraycopy(notANumber, 0, bytes, indexOf(bytes, score), 4);
        assertThatThrownBy(() -> detections.decode(bytes))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("score");
    }

    private static int indexOf(byte[] all, byte[] part) {
        int at = 0;
        while (!Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
            at++;
        }
        return at;
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
