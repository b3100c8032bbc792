package dev.sightline.stream;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertRules;
import dev.sightline.alert.RuleState;
import dev.sightline.alert.RuleUpdate;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.track.TrackEvent;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Takes each track event to the rules of its camera, whose state is in the store. */
final class AlertProcessor extends ContextualProcessor<byte[], Object, byte[], Object> {
    private final AlertRules rules;
    private final PipelineMetrics metrics;
    private KeyValueStore<String, RuleState> store;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    AlertProcessor(AlertRules rules, PipelineMetrics metrics) {
        this.rules = rules;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        super.init(context);
        store = context.getStateStore(AnalyzeTopology.RULE_STORE);
    }

    @Override
    public void process(Record<byte[], Object> record) {
        TrackEvent event = (TrackEvent) record.value();
        String camera = event.id().camera();
        RuleState before = AnalyzeTopology.rules(store, camera);
        RuleUpdate update = rules.evaluate(before, event);
        if (!update.state().equals(before)) {
            store.put(camera, update.state());
        }
        for (Alert alert : update.alerts()) {
            context().forward(record.withValue(alert));
            metrics.alertRaised(camera, alert.rule());
        }
    }
}
