package dev.sightline.stream;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertRules;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.trace.Trace;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.Tracker;
import dev.sightline.wire.DeadLetter;
import dev.sightline.wire.States;
import dev.sightline.wire.Topic;
import dev.sightline.wire.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Detections in, tracks and alerts out. It needs no pixels, so a past can be analysed again.
 *
 * <pre>
 * detections ─▶ track ──┬─▶ tracks, and those of some classes
 * cameras ────▶ status ─┤
 *                       ├─▶ alert ─▶ alerts
 *                       ├─▶ silence ─▶ cameras
 *                       └─▶ dead-letters
 * </pre>
 */
public final class AnalyzeTopology {
    /** How long a track or alert waits at most before others see it. */
    public static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

    static final String TRACKER_STORE = "tracker";
    static final String WATCH_STORE = "watches";
    static final String RULE_STORE = "rule-states";
    static final String TRACK = "track";
    static final String STATUS = "status";
    static final String CONTROL = "control";
    static final String PROFILE_STORE = "profile";
    static final String STATUS_STORE = "statuses";
    static final String SILENCE = "silence";
    static final String SILENT_CAMERAS = "silent-cameras";
    static final String TRACKS = "tracks";
    static final String ALERT = "alert";
    static final String DEAD_LETTERS = "dead-letters";

    private static final String DETECTIONS = "detections";
    private static final String CAMERAS = "cameras";
    private static final String CONTROLS = "controls";
    private static final ByteArraySerializer KEY = new ByteArraySerializer();

    private AnalyzeTopology() {}

    /**
     * Builds the topology.
     *
     * @param kafka names the topics; for its {@link StreamSettings#classTopics} track events go to a topic of their own as well,
     *     see {@link Topics#tracks(String)}
     * @param rules the alert rules as they are now
     * @param trace follows the frames that were chosen before
     */
    public static Topology build(
            KafkaSettings kafka, Tracker tracker, Supplier<AlertRules> rules, PipelineMetrics metrics, Trace trace) {
        Topics topics = kafka.topics();
        Set<String> classTopics = Set.copyOf(kafka.stream().classTopics());
        Duration lostAfter = kafka.stream().lostAfter();
        var topology = new Topology();
        source(topology, DETECTIONS, topics.detections().name());
        source(topology, CAMERAS, topics.cameras().name());
        source(topology, CONTROLS, topics.controls().name());
        topology.addProcessor(
                        TRACK, () -> new TrackProcessor(topics.detections(), tracker, classTopics, trace), DETECTIONS)
                .addProcessor(
                        STATUS, () -> new StatusProcessor(topics.cameras(), tracker, classTopics, lostAfter), CAMERAS)
                .addProcessor(CONTROL, () -> new ControlProcessor(topics.controls()), CONTROLS)
                .addProcessor(ALERT, () -> new AlertProcessor(rules, metrics, trace), TRACK, STATUS, CONTROL)
                .addProcessor(SILENCE, () -> new SilenceProcessor(lostAfter), TRACK, STATUS)
                .addStateStore(store(TRACKER_STORE, States.tracker()), TRACK, STATUS, SILENCE)
                .addStateStore(store(STATUS_STORE, States.status()), SILENCE)
                .addStateStore(store(WATCH_STORE, States.watch()), ALERT)
                .addStateStore(store(RULE_STORE, States.rules()), ALERT)
                .addStateStore(store(PROFILE_STORE, Serdes.String()), ALERT);
        addSinks(topology, topics, classTopics);
        return topology;
    }

    private static void source(Topology topology, String name, String topic) {
        topology.addSource(name, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic);
    }

    /** The sink of the tracks of one class. */
    static String classTracks(String label) {
        return TRACKS + "-" + label;
    }

    private static void addTracks(Topology topology, String sink, Topic<TrackEvent> topic) {
        StreamPartitioner<byte[], TrackEvent> ofFrame =
                SamePartition.of(event -> event.ref().partition());
        topology.addSink(sink, topic.name(), KEY, serializer(topic), ofFrame, TRACK, STATUS);
    }

    private static void addSinks(Topology topology, Topics topics, Set<String> classTopics) {
        addTracks(topology, TRACKS, topics.tracks());
        classTopics.forEach(label -> addTracks(topology, classTracks(label), topics.tracks(label)));
        topology.addSink(
                        "alerts",
                        topics.alerts().name(),
                        KEY,
                        serializer(topics.alerts()),
                        SamePartition.<Alert>of(alert -> alert.cause().partition()),
                        ALERT)
                .addSink(
                        SILENT_CAMERAS,
                        topics.cameras().name(),
                        KEY,
                        (topic, silent) -> topics.cameras().encode(silent.status()),
                        SamePartition.of(SilentCamera::partition),
                        SILENCE)
                .addSink(
                        DEAD_LETTERS,
                        topics.deadLetters().name(),
                        KEY,
                        serializer(topics.deadLetters()),
                        SamePartition.<DeadLetter>of(DeadLetter::partition),
                        TRACK,
                        STATUS,
                        CONTROL);
    }

    private static <V> Serializer<V> serializer(Topic<V> topic) {
        return topic.serde().serializer();
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> serde) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), serde)
                .withCachingEnabled()
                .withLoggingEnabled(Map.of("max.message.bytes", String.valueOf(KafkaSettings.MAX_RECORD)));
    }
}
