package dev.sightline.stream;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertRules;
import dev.sightline.alert.CameraRun;
import dev.sightline.alert.ProfileSwitch;
import dev.sightline.alert.RuleInput;
import dev.sightline.alert.RuleState;
import dev.sightline.alert.Watch;
import dev.sightline.frame.FrameRef;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.trace.Step;
import dev.sightline.trace.Trace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Takes what happens to a camera to its rules. What they know is in the stores, and decoded here: nobody else writes them.
 */
final class AlertProcessor extends ContextualProcessor<byte[], Object, byte[], Object> {
    private static final String PROFILE = "profile";

    private final Supplier<AlertRules> rules;
    private final PipelineMetrics metrics;
    private final Trace trace;
    private final Map<String, CameraRun> runs = new HashMap<>();
    private KeyValueStore<String, Watch> watches;
    private KeyValueStore<String, RuleState> states;
    private KeyValueStore<String, String> profiles;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    AlertProcessor(Supplier<AlertRules> rules, PipelineMetrics metrics, Trace trace) {
        this.rules = rules;
        this.metrics = metrics;
        this.trace = trace;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        super.init(context);
        runs.clear();
        watches = context.getStateStore(AnalyzeTopology.WATCH_STORE);
        states = context.getStateStore(AnalyzeTopology.RULE_STORE);
        profiles = context.getStateStore(AnalyzeTopology.PROFILE_STORE);
    }

    @Override
    public void process(Record<byte[], Object> record) {
        if (record.value() instanceof ControlProcessor.Switch change) {
            switchTo(record, change.change(), change.place());
        } else {
            take(record, (RuleInput) record.value());
        }
    }

    private void switchTo(Record<byte[], Object> record, ProfileSwitch change, FrameRef place) {
        profiles.put(PROFILE, change.profile());
        var cameras = new ArrayList<String>();
        try (var all = watches.all()) {
            all.forEachRemaining(entry -> cameras.add(entry.key));
        }
        for (String camera : cameras) {
            take(record, new RuleInput.Switched(camera, change.profile(), change.at(), place));
        }
    }

    private void take(Record<byte[], Object> record, RuleInput input) {
        String camera = input.camera();
        AlertRules now = rules.get();
        CameraRun run = runs.computeIfAbsent(camera, id -> restored(id, now));
        for (Alert alert : run.take(now, input)) {
            raise(record, alert);
        }
        watches.put(camera, run.watch());
        run.changes().forEach((rule, state) -> states.put(key(camera, rule), state));
    }

    private void raise(Record<byte[], Object> record, Alert alert) {
        try (Step step = TraceHeaders.next(trace, "alert", record.headers())) {
            step.with("alert", alert.id()).with("rule", alert.rule());
            byte[] key = alert.camera().getBytes(StandardCharsets.UTF_8);
            context().forward(TraceHeaders.with(record.withKey(key).withValue(alert), step));
            metrics.alertRaised(alert.camera(), alert.rule());
        }
    }

    private CameraRun restored(String camera, AlertRules now) {
        Watch watch = watches.get(camera);
        var known = new HashMap<String, RuleState>();
        for (String rule : now.ids(camera)) {
            RuleState state = states.get(key(camera, rule));
            if (state != null) {
                known.put(rule, state);
            }
        }
        String profile = profiles.get(PROFILE);
        Watch first = Watch.initial(camera, profile == null ? now.profile() : profile);
        return new CameraRun(watch == null ? first : watch, known);
    }

    private static String key(String camera, String rule) {
        return camera + "/" + rule;
    }
}
