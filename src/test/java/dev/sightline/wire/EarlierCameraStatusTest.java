package dev.sightline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.avro.CameraStatus;
import dev.sightline.camera.Tampering;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class EarlierCameraStatusTest {
    private final Schema first = schema();

    private static Schema schema() {
        try {
            return new Schema.Parser()
                    .parse(Path.of("src/main/resources/schemas/camera-status-1.avsc")
                            .toFile());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void readsAStatusOfTheFirstVersion() throws Exception {
        var status = new GenericRecordBuilder(first)
                .set("camera", "yard")
                .set("state", new GenericData.EnumSymbol(first.getField("state").schema(), "CONNECTED"))
                .set("at", 2_000_000L)
                .set("since", 1_000_000L)
                .set("detail", "")
                .set("epoch", 3L)
                .set("received", 2L)
                .set("corrupt", 0L)
                .set("dropped", Map.of("sampling", 1L))
                .set("produced", 1L)
                .set("reconnects", 0L)
                .set("framesPerSecond", 5f)
                .build();
        ByteBuffer bytes = new BinaryMessageEncoder<>(new GenericData(), first).encode(status);
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        var read = new Topics("sightline").cameras().decode(array);
        assertThat(read.produced()).isEqualTo(1);
        assertThat(read.lastSequence()).isEqualTo(-1);
        assertThat(read.tampering()).isEqualTo(Tampering.NONE);
        assertThat(read.tamperedSince()).isNull();
    }

    @Test
    void canBeReadWithTheFirstVersionsSchema() {
        for (var pair : List.of(List.of(first, CameraStatus.SCHEMA$), List.of(CameraStatus.SCHEMA$, first))) {
            assertThat(SchemaCompatibility.checkReaderWriterCompatibility(pair.get(0), pair.get(1))
                            .getType())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }
}
