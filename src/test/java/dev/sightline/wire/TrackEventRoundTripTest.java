package dev.sightline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.track.BestView;
import dev.sightline.track.LabelCount;
import dev.sightline.track.PathPoint;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import dev.sightline.track.Velocity;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class TrackEventRoundTripTest {
    private static final Topic<TrackEvent> TRACKS = new Topics("sightline").tracks();

    private final SplittableRandom random = new SplittableRandom(11);

    /** What was seen live is what a replay sees, to the last bit, however fine the numbers were. */
    @Test
    void comesBackFromTheTopicAsItWas() {
        for (int i = 0; i < 2_000; i++) {
            TrackEvent event = event();
            assertThat(TRACKS.decode(TRACKS.encode(event))).isEqualTo(event);
        }
    }

    private TrackEvent event() {
        boolean ends = random.nextBoolean();
        var frame = new FrameId("gate", random.nextLong(1L << 50), random.nextLong(1L << 40));
        double left = random.nextDouble();
        double top = random.nextDouble();
        return new TrackEvent(
                ends ? TrackEvent.Type.ENDED : TrackEvent.Type.UPDATED,
                new TrackId("gate", frame.epoch(), 1 + random.nextLong(1L << 40)),
                "person",
                1 + random.nextInt(600),
                frame,
                ref(),
                ref(),
                "ab".repeat(32),
                at(),
                at(),
                at(),
                new BoundingBox(left, top, left + random.nextDouble(1 - left), top + random.nextDouble(1 - top)),
                new Velocity(signed(), signed()),
                random.nextDouble(),
                random.nextDouble(),
                new BestView(random.nextDouble(), new FrameId("gate", frame.epoch(), random.nextLong(99)), ref()),
                random.nextBoolean() ? at() : null,
                some(() -> new PathPoint(at(), random.nextDouble(), random.nextDouble())),
                some(() -> new LabelCount("dog", 1, 1 + random.nextInt(99), random.nextDouble(99), at())),
                some(() -> "zone " + random.nextInt(9)),
                ends ? TrackEvent.EndReason.LEFT_FRAME : null);
    }

    private double signed() {
        return (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-6, 6));
    }

    private FrameRef ref() {
        return new FrameRef("sightline.frames", random.nextInt(99), random.nextLong(1L << 50));
    }

    /** With nanoseconds. */
    private Instant at() {
        return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextLong(1_000_000_000));
    }

    private <T> List<T> some(Supplier<T> each) {
        return Stream.generate(each).limit(random.nextInt(5)).toList();
    }

    @Test
    void readsAnEventOfTheFirstVersion() throws Exception {
        Schema schema = firstVersion();
        Schema type = schema.getField("type").schema();
        Schema box = schema.getField("box").schema();
        GenericRecord event = new GenericRecordBuilder(schema)
                .set("type", new GenericData.EnumSymbol(type, "UPDATED"))
                .set("camera", "gate")
                .set("trackEpoch", 5L)
                .set("trackNumber", 7L)
                .set("label", "dog")
                .set("classIndex", 18)
                .set("frameEpoch", 5L)
                .set("frameSequence", 42L)
                .set("frameTopic", "frames")
                .set("framePartition", 1)
                .set("frameOffset", 9L)
                .set("at", 3_000_000L)
                .set("firstSeen", 1_000_000L)
                .set("lastSeen", 3_000_000L)
                .set(
                        "box",
                        new GenericRecordBuilder(box)
                                .set("left", 0f)
                                .set("top", 0f)
                                .set("right", 1f)
                                .set("bottom", 1f)
                                .build())
                .set("score", 0.5f)
                .set("bestScore", 0.75f)
                .build();
        ByteBuffer bytes = new BinaryMessageEncoder<GenericRecord>(new GenericData(), schema).encode(event);
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        TrackEvent read = TRACKS.decode(array);
        assertThat(read.id()).isEqualTo(new TrackId("gate", 5, 7));
        assertThat(read.best().score()).isEqualTo(0.75);
        assertThat(read.best().frame()).isEqualTo(read.frame());
        assertThat(read.velocity()).isEqualTo(Velocity.NONE);
        assertThat(read.stationary()).isFalse();
    }

    @Test
    void eachVersionOfTheSchemaReadsTheOther() throws Exception {
        Schema now = dev.sightline.avro.TrackEvent.getClassSchema();
        for (Schema[] pair : new Schema[][] {{now, firstVersion()}, {firstVersion(), now}}) {
            assertThat(SchemaCompatibility.checkReaderWriterCompatibility(pair[0], pair[1])
                            .getType())
                    .isEqualTo(SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE);
        }
    }

    private static Schema firstVersion() throws java.io.IOException {
        try (var in = TrackEventRoundTripTest.class.getResourceAsStream("/schemas/tracks-1.avsc")) {
            return new Schema.Parser().parse(in);
        }
    }
}
