package dev.sightline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sightline.registry.RegistryEnd;
import dev.sightline.registry.RegistryException;
import dev.sightline.registry.RegistrySettings;
import dev.sightline.registry.SubjectNaming;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class WireFormatTest {
    private static final Topics SINGLE_OBJECTS = new Topics("sightline");

    private RegistryEnd registry;

    @BeforeEach
    void start() throws Exception {
        registry = RegistryEnd.start();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private Topics topics() {
        return topics(SubjectNaming.TOPIC);
    }

    private Topics topics(SubjectNaming naming) {
        return new Topics(
                "sightline",
                WireFormat.of(new RegistrySettings(
                        registry.url(),
                        naming,
                        true,
                        Duration.ofSeconds(1),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)));
    }

    @Test
    void isReadByPlainAvroWithTheSchemaOfTheRegistry() throws Exception {
        byte[] value = topics().alerts().encode(Samples.alert());
        ByteBuffer bytes = ByteBuffer.wrap(value);
        assertThat(bytes.get()).isZero();
        Schema schema = new Schema.Parser().parse(registry.schema(bytes.getInt()));
        GenericRecord read = new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
        assertThat(read.get("rule")).hasToString(Samples.alert().rule());
        assertThat((List<?>) read.get("objects")).hasSameSizeAs(Samples.alert().objects());
    }

    @Test
    void registersTheSchemasAsTheirFilesHaveThem() throws Exception {
        topics().register(List.of());
        Schema schema = new Schema.Parser().parse(Path.of("schemas/alert.avsc").toFile());
        int id = ByteBuffer.wrap(topics().alerts().encode(Samples.alert())).getInt(1);
        assertThat(registry.schema(id)).isEqualTo(schema.toString());
    }

    static Stream<Arguments> namings() {
        return Stream.of(
                arguments(SubjectNaming.TOPIC, "sightline.tracks-value", "sightline.tracks.person-value"),
                arguments(SubjectNaming.RECORD, "dev.sightline.avro.TrackEvent", null),
                arguments(
                        SubjectNaming.TOPIC_RECORD,
                        "sightline.tracks-dev.sightline.avro.TrackEvent",
                        "sightline.tracks.person-dev.sightline.avro.TrackEvent"));
    }

    @ParameterizedTest
    @MethodSource("namings")
    void registersUnderTheChosenNames(SubjectNaming naming, String tracks, @Nullable String persons) {
        topics(naming).register(List.of("person"));
        assertThat(registry.subjects()).contains(tracks).hasSize(persons == null ? 8 : 9);
        assertThat(registry.subjects())
                .satisfies(all ->
                        assertThat(persons == null || all.contains(persons)).isTrue());
        assertThat(registry.requests())
                .contains("PUT /config/" + tracks)
                .contains("POST /subjects/" + tracks + "/versions");
    }

    @Test
    void readsBothFormatsWhereThereIsARegistry() {
        byte[] numbered = topics().frames().encode(Samples.frame());
        byte[] single = SINGLE_OBJECTS.frames().encode(Samples.frame());
        assertThat(numbered).startsWith(0);
        assertThat(single).startsWith(0xC3, 0x01);
        assertThat(topics().frames().decode(numbered)).isEqualTo(Samples.frame());
        assertThat(topics().frames().decode(single)).isEqualTo(Samples.frame());
        assertThat(JsonLine.of(topics().frames(), numbered)).isEqualTo(JsonLine.of(SINGLE_OBJECTS.frames(), single));
        assertThatThrownBy(() -> SINGLE_OBJECTS.frames().decode(numbered))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("kafka.schemaRegistry.url");
    }

    @Test
    void readsAnEarlierVersion() throws Exception {
        Schema earlier =
                new Schema.Parser().parse(Path.of("schemas/control.avsc").toFile());
        Schema wider = new Schema.Parser()
                .parse(earlier.toString()
                        .replace(
                                "\"fields\":[", "\"fields\":[{\"name\":\"by\",\"type\":\"string\",\"default\":\"\"},"));
        int id = registry.add("sightline.control-value", wider.toString());
        var out = new java.io.ByteArrayOutputStream();
        var record = new org.apache.avro.generic.GenericRecordBuilder(wider)
                .set("by", "me")
                .set("profile", "away")
                .set("at", 1_000_000L)
                .build();
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(wider).write(record, encoder);
        encoder.flush();
        byte[] value = ByteBuffer.allocate(5 + out.size())
                .put((byte) 0)
                .putInt(id)
                .put(out.toByteArray())
                .array();
        assertThat(topics().controls().decode(value).profile()).isEqualTo("away");
    }

    @Test
    void needsTheRegistryNoMoreOnceEverythingIsRegistered() {
        byte[] ofOther = topics().alerts().encode(Samples.alert());
        Topics topics = topics();
        topics.register(List.of("person"));
        registry.switchOff();
        int asked = registry.requests().size();
        assertThat(topics.alerts().decode(ofOther)).isEqualTo(Samples.alert());
        assertThat(topics.tracks("person").decode(topics.tracks("person").encode(Samples.ended())))
                .isEqualTo(Samples.ended());
        assertThat(topics.frames().decode(topics.frames().encode(Samples.frame())))
                .isEqualTo(Samples.frame());
        assertThat(registry.requests()).hasSize(asked);
    }

    @Test
    void doesNotTakeARecordForDamagedWhileTheRegistryIsAway() throws Exception {
        byte[] value = topics().alerts().encode(Samples.alert());
        Topics topics = topics();
        registry.switchOff();
        assertThatThrownBy(() -> topics.alerts().decode(value)).isInstanceOf(RegistryException.class);
        assertThat(topics.format().trouble()).isPresent();
        registry.switchOn();
        assertThat(topics.alerts().decode(value)).isEqualTo(Samples.alert());
        assertThat(topics.format().trouble()).isEmpty();
    }

    @Test
    void asksOnceForAnIdThatStandsForNothing() {
        Topics topics = topics();
        byte[] value = {0, 0, 0, 1, 7, 1, 2, 3};
        for (int time = 0; time < 3; time++) {
            assertThatThrownBy(() -> topics.alerts().decode(value))
                    .isInstanceOf(WireException.class)
                    .hasMessageContaining("263, which the registry does not have");
        }
        assertThat(registry.requests()).containsExactly("GET /schemas/ids/263");
    }

    @Test
    void refusesWhatAnotherTopicCarriesAndWhatIsNoSchema() {
        Topics topics = topics();
        byte[] alert = topics.alerts().encode(Samples.alert());
        assertThatThrownBy(() -> topics.frames().decode(alert))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("not readable as Avro");
        byte[] strange = Arrays.copyOf(alert, alert.length);
        ByteBuffer.wrap(strange).putInt(1, registry.add("strange", "{\"type\":\"nothing\"}"));
        assertThatThrownBy(() -> topics.alerts().decode(strange))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("which is not Avro");
    }
}
