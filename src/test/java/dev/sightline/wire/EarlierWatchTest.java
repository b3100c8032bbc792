package dev.sightline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.alert.Watch;
import dev.sightline.avro.WatchState;
import dev.sightline.condition.Scene;
import dev.sightline.condition.SceneObject;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.track.TrackId;
import dev.sightline.track.Velocity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class EarlierWatchTest {
    @Test
    void readsWhatRulesKnewBeforePlacesWereKept() throws Exception {
        Watch now = watch();
        byte[] present = WatchWire.SERDE.encode("watches", now);
        Schema earlier = new Schema.Parser()
                .parse(Path.of("src/main/resources/schemas/watch-state-1.avsc").toFile());
        GenericRecord record = resolved(present, WatchState.getClassSchema(), earlier);
        var written = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), earlier).encode(record);
        byte[] bytes = new byte[written.remaining()];
        written.get(bytes);
        assertThat(WatchWire.SERDE.decode(bytes)).isEqualTo(now);
    }

    private static Watch watch() {
        var object = new SceneObject(
                new TrackId("yard", 1, 7),
                "person",
                0.9,
                new BoundingBox(0.1, 0.1, 0.2, 0.5),
                Velocity.NONE,
                Instant.ofEpochSecond(5),
                null,
                null);
        Scene first = Scene.initial("yard", "away");
        var scene = new Scene(
                "yard",
                Instant.ofEpochSecond(9),
                Instant.ofEpochSecond(8),
                true,
                List.of(object),
                first.health(),
                "away",
                false);
        return new Watch(scene, null, 3, 4, List.of());
    }

    /** What the earlier program would have written of it; the header of Avro's single-object encoding has 10 bytes. */
    private static GenericRecord resolved(byte[] bytes, Schema written, Schema wanted) throws Exception {
        var decoder = DecoderFactory.get().binaryDecoder(bytes, 10, bytes.length - 10, null);
        return new GenericDatumReader<GenericRecord>(written, wanted).read(null, decoder);
    }
}
