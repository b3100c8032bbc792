package dev.sightline.stream;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertRules;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.Tracker;
import dev.sightline.track.TrackerState;
import dev.sightline.wire.DeadLetter;
import dev.sightline.wire.States;
import dev.sightline.wire.Topics;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Detections in, tracks and alerts out. It needs no pixels, so a past can be analysed again.
 *
 * <pre>
 * detections ─▶ track ─▶ tracks
 *                │ ├───▶ alert ─▶ alerts
 *                └─────▶ dead-letters
 * </pre>
 */
public final class AnalyzeTopology {
    /** How long a track or alert waits at most before others see it. */
    public static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

    static final String TRACKER_STORE = "tracker";
    static final String WATCH_STORE = "watches";
    static final String RULE_STORE = "rule-states";
    static final String TRACKS = "tracks";
    static final String ALERT = "alert";
    static final String DEAD_LETTERS = "dead-letters";

    private AnalyzeTopology() {}

    /**
     * Builds the topology.
     *
     * @param rules the alert rules as they are now
     */
    public static Topology build(Topics topics, Tracker tracker, Supplier<AlertRules> rules, PipelineMetrics metrics) {
        ByteArraySerializer key = new ByteArraySerializer();
        return new Topology()
                .addSource(
                        "detections",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        topics.detections().name())
                .addProcessor("track", () -> new TrackProcessor(topics.detections(), tracker), "detections")
                .addProcessor(ALERT, () -> new AlertProcessor(rules, metrics), "track")
                .addStateStore(store(TRACKER_STORE, States.tracker()), "track")
                .addStateStore(store(WATCH_STORE, States.watch()), ALERT)
                .addStateStore(store(RULE_STORE, States.rules()), ALERT)
                .addSink(
                        TRACKS,
                        topics.tracks().name(),
                        key,
                        topics.tracks().serde().serializer(),
                        SamePartition.<TrackEvent>of(event -> event.ref().partition()),
                        "track")
                .addSink(
                        "alerts",
                        topics.alerts().name(),
                        key,
                        topics.alerts().serde().serializer(),
                        SamePartition.<Alert>of(alert -> alert.cause().partition()),
                        ALERT)
                .addSink(
                        DEAD_LETTERS,
                        topics.deadLetters().name(),
                        key,
                        topics.deadLetters().serde().serializer(),
                        SamePartition.<DeadLetter>of(DeadLetter::partition),
                        "track");
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> serde) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), serde)
                .withCachingEnabled();
    }

    /** The tracker's state of a camera. */
    static TrackerState tracker(KeyValueStore<String, TrackerState> store, String camera) {
        TrackerState state = store.get(camera);
        return state == null ? TrackerState.initial(camera) : state;
    }
}
