package dev.sightline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.alert.AlertObject;
import dev.sightline.alert.Occurrence;
import dev.sightline.alert.RuleState;
import dev.sightline.alert.Wording;
import dev.sightline.condition.Subject;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.track.TrackId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class EarlierRuleStateTest {
    private static final Instant NOW = Instant.ofEpochSecond(9);

    @Test
    void readsWhatARuleKnewBeforeItsWordsWereKept() throws Exception {
        RuleState now = state(new Wording("", List.of()));
        Schema earlier = new Schema.Parser()
                .parse(Path.of("src/main/resources/schemas/rule-state-1.avsc").toFile());
        byte[] present = RuleStateWire.SERDE.encode("rules", now);
        var decoder = DecoderFactory.get().binaryDecoder(present, 10, present.length - 10, null);
        Schema written = dev.sightline.avro.RuleState.getClassSchema();
        GenericRecord record = new GenericDatumReader<GenericRecord>(written, earlier).read(null, decoder);
        assertThat(record.hasField("words")).isFalse();
        var bytes = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), earlier).encode(record);
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        assertThat(RuleStateWire.SERDE.decode(array)).isEqualTo(now);
    }

    private static RuleState state(Wording wording) {
        var object = new AlertObject(new TrackId("yard", 1, 7), "person", 0.75, new BoundingBox(0.1, 0.1, 0.2, 0.5));
        var lasting = new Occurrence(
                new Subject(List.of(object.track()), "door"), NOW, null, NOW, NOW, 1, false, List.of(object));
        return new RuleState("yard", "abc", wording, Map.of(), List.of(lasting), List.of(), List.of(NOW), 3);
    }
}
