package dev.sightline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.track.ScoreLevel;
import dev.sightline.track.TrackerState;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class EarlierTrackerStateTest {
    private static GenericRecord motion(Schema schema, double value) {
        GenericRecordBuilder motion = new GenericRecordBuilder(schema);
        schema.getFields().forEach(field -> motion.set(field, value));
        return motion.build();
    }

    @Test
    void readsAStateOfTheFirstVersion() throws Exception {
        Schema schema = new Schema.Parser()
                .parse(Path.of("src/main/resources/schemas/tracker-state-1.avsc")
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
        List.of("firstSeen", "lastSeen", "lastEvent").forEach(name -> one.set(name, 1_000_000L));
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
        assertThat(read.level()).isEqualTo(ScoreLevel.INITIAL);
        assertThat(read.tracks()).singleElement().satisfies(each -> {
            assertThat(each.label()).isEqualTo("dog");
            assertThat(each.classIndex()).isEqualTo(18);
            assertThat(each.quality()).isZero();
        });
    }
}
