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
import dev.sightline.track.ScoreLevels;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import dev.sightline.track.TrackerSettings;
import dev.sightline.track.TrackerState;
import dev.sightline.track.TrackerUpdate;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlierTrackerStateTest {
    private static final FrameRef REF = new FrameRef("frames", 0, 4);

    private static GenericRecord motion(Schema schema, double value) {
        GenericRecordBuilder motion = new GenericRecordBuilder(schema);
        schema.getFields().forEach(field -> motion.set(field, value));
        return motion.build();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsAStateOfAnEarlierVersionAndGoesOn(int version) throws Exception {
        Schema schema = new Schema.Parser()
                .parse(Path.of("src/main/resources/schemas/tracker-state-" + version + ".avsc")
                        .toFile());
        Schema track = schema.getField("tracks").schema().getElementType();
        GenericRecordBuilder one = new GenericRecordBuilder(track)
                .set("number", 7L)
                .set("state", new GenericData.EnumSymbol(track.getField("state").schema(), "CONFIRMED"))
                .set("label", "dog")
                .set("classIndex", 18)
                .set("score", 0.5)
                .set("bestScore", 0.9)
                .set("hits", 5L);
        List.of("x", "y", "width", "height")
                .forEach(name -> one.set(name, motion(track.getField("x").schema(), 0.25)));
        one.set("firstSeen", 1_000_000L);
        List.of("lastSeen", "lastEvent").forEach(name -> one.set(name, 4_000_000L));
        if (version >= 2) {
            Schema vote = track.getField("votes").schema().getElementType();
            GenericRecord dog = new GenericRecordBuilder(vote)
                    .set("label", "dog")
                    .set("classIndex", 18)
                    .set("weight", 3.5)
                    .build();
            one.set("votes", List.of(dog)).set("quality", 0.0);
        }
        GenericRecord state = new GenericRecordBuilder(schema)
                .set("camera", "yard")
                .set("epoch", 2L)
                .set("sequence", 3L)
                .set("nextNumber", 8L)
                .set("tracks", List.of(one.build()))
                .build();
        ByteBuffer bytes = new BinaryMessageEncoder<GenericRecord>(new GenericData(), schema).encode(state);
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        TrackerState read = States.tracker().deserializer().deserialize("store", array);
        assertThat(read.nextNumber()).isEqualTo(8);
        assertThat(read.levels()).isEqualTo(ScoreLevels.INITIAL);
        assertThat(read.tracks()).singleElement().satisfies(each -> {
            assertThat(each.label()).isEqualTo("dog");
            assertThat(each.classIndex()).isEqualTo(18);
            assertThat(each.quality()).isZero();
            assertThat(each.history().best().score()).isEqualTo((float) 0.9);
            assertThat(each.history().scores().last()).containsExactly(0.5);
            assertThat(each.history().trail().points()).hasSize(1);
        });
        TrackerUpdate next = new BoxTracker(TrackerSettings.DEFAULT).update(read, dogAgain(), REF);
        assertThat(next.events()).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo(new TrackId("yard", 2, 7));
            assertThat(event.type()).isEqualTo(TrackEvent.Type.UPDATED);
            assertThat(event.labels())
                    .singleElement()
                    .satisfies(label -> assertThat(label.detections()).isGreaterThan(4));
        });
        assertThat(next.state().levels().ofGroup()).containsOnlyKeys("dog");
        byte[] now = States.tracker().serializer().serialize("store", next.state());
        assertThat(States.tracker().deserializer().deserialize("store", now)).isEqualTo(next.state());
    }

    private static Detections dogAgain() {
        return new Detections(
                new FrameId("yard", 2, 4),
                REF,
                null,
                Instant.ofEpochSecond(5),
                new ImageSize(640, 480),
                new ModelId("m", "1", "0".repeat(64)),
                null,
                List.of(new Detection("dog", 18, 0.75, BoundingBox.ofCenter(0.5, 0.5, 0.4, 0.4))));
    }
}
