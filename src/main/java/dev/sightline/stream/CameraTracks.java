package dev.sightline.stream;

import dev.sightline.alert.RuleInput;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackerState;
import dev.sightline.track.TrackerUpdate;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** The tracks of the cameras of one partition: their states in the store, and where their events go. */
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
        for (TrackEvent event : update.events()) {
            Record<byte[], Object> out = cause.withValue(event);
            context.forward(out, AnalyzeTopology.TRACKS);
            if (classTopics.contains(event.label())) {
                context.forward(out, AnalyzeTopology.CLASS_TRACKS);
            }
        }
        tell(cause, update.events(), event -> !moment.isBefore(event.at()));
        context.forward(cause.withValue(moment), AnalyzeTopology.ALERT);
        tell(cause, update.events(), event -> moment.isBefore(event.at()));
    }

    private void tell(Record<byte[], byte[]> cause, List<TrackEvent> events, Predicate<TrackEvent> which) {
        events.stream()
                .filter(which)
                .forEach(event ->
                        context.forward(cause.withValue(new RuleInput.Followed(event)), AnalyzeTopology.ALERT));
    }
}
