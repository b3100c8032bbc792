package dev.sightline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import dev.sightline.config.Role;
import dev.sightline.config.SightlineConfig;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import dev.sightline.metrics.MicrometerMetrics;
import dev.sightline.picture.OpenCvJpegCodec;
import dev.sightline.registry.Apicurio;
import dev.sightline.registry.RegistryEnd;
import dev.sightline.registry.RegistryException;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.TopicSetup;
import dev.sightline.trace.Trace;
import dev.sightline.web.HealthCheck;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole program with a schema registry. */
@Timeout(240)
class SchemaRegistryIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final ImageSize SIZE = new ImageSize(64, 48);

    @TempDir
    Path folder;

    @Test
    void carriesConfluentsFormatAndGoesOnWithoutTheRegistry() throws Exception {
        try (RegistryEnd registry = RegistryEnd.start()) {
            carriesConfluentsFormatAndGoesOn(registry.url(), registry);
        }
    }

    @Test
    void doesSoWithApicurio() throws Exception {
        var program = Apicurio.program();
        Assumptions.assumeTrue(program.isPresent(), "no Apicurio in the folder that -Dapicurio.folder names");
        try (Apicurio registry = Apicurio.start(program.get(), folder.resolve("apicurio.log"))) {
            carriesConfluentsFormatAndGoesOn(registry.url(), registry);
        }
    }

    private void carriesConfluentsFormatAndGoesOn(String url, AutoCloseable registry) throws Exception {
        try (Demo demo = new Demo(Clock.systemUTC());
                Application application = Application.start(
                        demo.configure(config()).withSchemaRegistry(url), Clock.systemUTC(), alert -> {})) {
            try (var outsider = new Outsider(application.bootstrapServers(), url)) {
                await().atMost(LIMIT).untilAsserted(() -> {
                    outsider.read();
                    assertThat(outsider.records).containsKeys("Frame", "Detections", "TrackEvent", "Alert");
                });
                registry.close();
                int before = outsider.records.getOrDefault("Alert", 0);
                await().atMost(LIMIT).untilAsserted(() -> {
                    outsider.read();
                    assertThat(outsider.records.get("Alert")).isGreaterThan(before);
                });
                assertThat(outsider.records).doesNotContainKey("DeadLetter");
                assertThat(application.health()).allMatch(HealthCheck::ok);
            }
        }
    }

    private SightlineConfig config() {
        return SightlineConfig.DEFAULT.withDataFolder(folder).withPort(0).withBrokerPort(0);
    }

    @Test
    void saysAtTheStartThatThereIsNoRegistry() throws Exception {
        RegistryEnd registry = RegistryEnd.start();
        registry.close();
        var config = config().withSchemaRegistry(registry.url());
        long before = System.nanoTime();
        assertThatThrownBy(() -> Application.start(config, Clock.systemUTC(), alert -> {}))
                .isInstanceOf(RegistryException.class)
                .hasMessageContainingAll(registry.url(), "does not take connections; start it");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void aFrameWaitsForARegistryThatKnowsItsSchema() throws Exception {
        var detector = new SlowDetector();
        try (RegistryEnd registry = RegistryEnd.start();
                var metrics = new MicrometerMetrics();
                var broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0))) {
            SightlineConfig config = config().withRoles(EnumSet.of(Role.DETECT)).withSchemaRegistry(registry.url());
            var kafka = new KafkaSettings(broker.bootstrapServers(), config.stream());
            TopicSetup.ensure(kafka);
            kafka.topics().register(List.of());
            detector.ready();
            try (var detections = new TopicRecords<>(kafka, kafka.topics().detections());
                    var deadLetters = new TopicRecords<>(kafka, kafka.topics().deadLetters());
                    var topologies = new Topologies(
                            kafka,
                            config,
                            new LiveRules(config),
                            new Topologies.Told(metrics, Trace.NONE),
                            detector,
                            Duration.ofSeconds(10))) {
                byte[] frame = ofNewerVersion(registry, kafka.topics().frames().encode(frame()));
                registry.switchOff();
                send(kafka, frame);
                await().atMost(LIMIT)
                        .until(() -> kafka.topics().format().trouble().isPresent());
                assertThat(detections.values()).isEmpty();
                registry.switchOn();
                await().atMost(LIMIT).until(() -> !detections.values().isEmpty());
                assertThat(detections.values()).hasSize(1);
                assertThat(deadLetters.values()).isEmpty();
                assertThat(topologies.health()).allMatch(HealthCheck::ok);
            }
        }
    }

    /** The same frame as a later release would write it, with a schema that nobody here has seen. */
    private static byte[] ofNewerVersion(RegistryEnd registry, byte[] value) throws Exception {
        Schema present =
                new Schema.Parser().parse(registry.schema(ByteBuffer.wrap(value).getInt(1)));
        Schema newer = new Schema.Parser()
                .parse(present.toString()
                        .replace(
                                "\"fields\":[",
                                "\"fields\":[{\"name\":\"lens\",\"type\":\"string\",\"default\":\"\"},"));
        GenericRecord record = new GenericDatumReader<GenericRecord>(present, newer)
                .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(newer).write(record, encoder);
        encoder.flush();
        return ByteBuffer.allocate(5 + out.size())
                .put((byte) 0)
                .putInt(registry.add("sightline.frames-value", newer.toString()))
                .put(out.toByteArray())
                .array();
    }

    private static Frame frame() {
        var black = new Image(SIZE, new byte[3 * SIZE.width() * SIZE.height()]);
        var jpeg = new OpenCvJpegCodec().encode(black, 85).asReadOnlyBuffer();
        return new Frame(new FrameId("door", 1, 0), null, Clock.systemUTC().instant(), SIZE, SIZE, jpeg);
    }

    private static void send(KafkaSettings kafka, byte[] frame) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        byte[] key = "door".getBytes(StandardCharsets.UTF_8);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("sightline.frames", 0, key, frame))
                    .get();
        }
    }

    /** A consumer that knows Kafka, Avro and the registry's API, and nothing of Sightline. */
    private static final class Outsider implements AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final Map<Integer, Schema> schemas = new HashMap<>();
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final String registry;
        /** How many records of each kind were read. */
        private final Map<String, Integer> records = new HashMap<>();

        Outsider(String servers, String registry) {
            this.registry = registry;
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            var partitions = new ArrayList<TopicPartition>();
            for (String topic : List.of("frames", "detections", "tracks", "alerts", "cameras", "dead-letters")) {
                consumer.partitionsFor("sightline." + topic)
                        .forEach(one -> partitions.add(new TopicPartition(one.topic(), one.partition())));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        void read() throws Exception {
            for (var record : consumer.poll(Duration.ofSeconds(1))) {
                byte[] value = record.value();
                assertThat(value[0]).isZero();
                Schema schema = schema(ByteBuffer.wrap(value).getInt(1));
                GenericRecord read = new GenericDatumReader<GenericRecord>(schema)
                        .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
                assertThat(read.get("camera")).hasToString(new String(record.key(), StandardCharsets.UTF_8));
                records.merge(read.getSchema().getName(), 1, Integer::sum);
            }
        }

        private Schema schema(int id) throws Exception {
            Schema known = schemas.get(id);
            if (known == null) {
                var request = HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id))
                        .build();
                String answer = http.send(request, BodyHandlers.ofString()).body();
                Map<?, ?> json = new org.yaml.snakeyaml.Yaml().load(answer);
                known = new Schema.Parser().parse(String.valueOf(json.get("schema")));
                schemas.put(id, known);
            }
            return known;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
