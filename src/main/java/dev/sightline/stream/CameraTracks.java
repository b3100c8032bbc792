package dev.sightline.stream;

import dev.sightline.alert.RuleInput;
import dev.sightline.track.Told;
import dev.sightline.track.Track;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackerState;
import dev.sightline.track.TrackerUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The tracks of the cameras of one partition: their states in the store, and where their events go. An event that says that
 * a track's class is another now goes to the topics of both classes, so that who reads one of them sees the track go.
 */
final class CameraTracks {
    private final ProcessorContext<byte[], Object> context;
    private final Set<String> classTopics;
    private final KeyValueStore<String, TrackerState> store;

    /**
     * The tracks of the task of {@code context}.
     *
     * @param classTopics classes whose events go to a topic of their own as well
     */
    CameraTracks(ProcessorContext<byte[], Object> context, Set<String> classTopics) {
        this.context = context;
        this.classTopics = classTopics;
        this.store = context.getStateStore(AnalyzeTopology.TRACKER_STORE);
    }

    /** How the tracks of a camera are. */
    TrackerState of(String camera) {
        TrackerState state = store.get(camera);
        return state == null ? TrackerState.initial(camera) : state;
    }

    /**
     * Keeps what became of them, and tells. Rules are told of what happened by a moment before they are told of the moment.
     *
     * @param moment the frame or the status that made it happen
     */
    void take(Record<byte[], byte[]> cause, TrackerState before, TrackerUpdate update, RuleInput moment) {
        if (!update.state().equals(before)) {
            store.put(before.camera(), update.state());
        }
        Map<Long, String> labels = labels(before);
        for (TrackEvent event : update.events()) {
            Record<byte[], Object> out = cause.withValue(event);
            context.forward(out, AnalyzeTopology.TRACKS);
            String earlier = labels.put(event.id().number(), event.label());
            Stream.of(event.label(), Objects.requireNonNullElse(earlier, event.label()))
                    .distinct()
                    .filter(classTopics::contains)
                    .forEach(label -> context.forward(out, AnalyzeTopology.classTracks(label)));
        }
        tell(cause, update.events(), event -> !moment.isBefore(event.at()));
        context.forward(cause.withValue(moment), AnalyzeTopology.ALERT);
        tell(cause, update.events(), event -> moment.isBefore(event.at()));
    }

    /** Of which class each track was told to be last, by its number. */
    private static Map<Long, String> labels(TrackerState state) {
        Map<Long, String> labels = new HashMap<>();
        for (Track track : state.tracks()) {
            Told told = track.told();
            if (told != null) {
                labels.put(track.number(), told.label());
            }
        }
        return labels;
    }

    private void tell(Record<byte[], byte[]> cause, List<TrackEvent> events, Predicate<TrackEvent> which) {
        events.stream()
                .filter(which)
                .forEach(event ->
                        context.forward(cause.withValue(new RuleInput.Followed(event)), AnalyzeTopology.ALERT));
    }
}
