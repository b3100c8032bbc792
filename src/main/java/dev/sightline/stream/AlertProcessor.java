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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes what happens to a camera to its rules. What they know is in the stores, and decoded here: nobody else writes them.
 */
final class AlertProcessor extends ContextualProcessor<byte[], Object, byte[], Object> {
    private static final String PROFILE = "profile";

    /** How soon a camera of which nothing comes any more is told that its rules have changed. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private final Supplier<AlertRules> rules;
    private final PipelineMetrics metrics;
    private final Trace trace;
    private final Map<String, CameraRun> runs = new HashMap<>();
    private @Nullable AlertRules revised;
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
        revised = null;
        context.schedule(PACE, PunctuationType.WALL_CLOCK_TIME, now -> revise());
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
        for (String camera : cameras()) {
            take(record, new RuleInput.Switched(camera, change.profile(), change.at(), place));
        }
    }

    private List<String> cameras() {
        var cameras = new ArrayList<String>();
        try (var all = watches.all()) {
            all.forEachRemaining(entry -> cameras.add(entry.key));
        }
        return cameras;
    }

    /**
     * Lets changed rules count for all cameras: a camera that was removed tells nothing by which its rules would come to know.
     * The alerts are the same whether this or a record lets them know.
     */
    private void revise() {
        AlertRules now = rules.get();
        if (now == revised) {
            return;
        }
        revised = now;
        for (String camera : cameras()) {
            CameraRun run = run(camera, now);
            for (Alert alert : run.revise(now)) {
                raise(new Record<>(key(camera), alert, alert.at().toEpochMilli()), alert);
            }
            keep(camera, run);
        }
    }

    private void take(Record<byte[], Object> record, RuleInput input) {
        String camera = input.camera();
        AlertRules now = rules.get();
        CameraRun run = run(camera, now);
        run.take(now, input).forEach(alert -> raise(record, alert));
        watches.put(camera, run.watch());
        keep(camera, run);
    }

    private static byte[] key(String camera) {
        return camera.getBytes(StandardCharsets.UTF_8);
    }

    private void keep(String camera, CameraRun run) {
        run.changes().forEach((rule, state) -> states.put(prefix(camera) + rule, state));
    }

    private CameraRun run(String camera, AlertRules now) {
        return runs.computeIfAbsent(camera, id -> restored(id, now));
    }

    private void raise(Record<byte[], ?> record, Alert alert) {
        try (Step step = TraceHeaders.next(trace, "alert", record.headers())) {
            step.with("alert", alert.id()).with("rule", alert.rule());
            context()
                    .forward(TraceHeaders.with(
                            record.withKey(key(alert.camera())).withValue(alert), step));
            metrics.alertRaised(alert.camera(), alert.rule());
        }
    }

    private CameraRun restored(String camera, AlertRules now) {
        Watch watch = watches.get(camera);
        var known = new HashMap<String, RuleState>();
        String prefix = prefix(camera);
        try (var all = states.prefixScan(prefix, new StringSerializer())) {
            all.forEachRemaining(entry -> known.put(entry.key.substring(prefix.length()), entry.value));
        }
        String profile = profiles.get(PROFILE);
        Watch first = Watch.initial(camera, profile == null ? now.profile() : profile);
        return new CameraRun(watch == null ? first : watch, known);
    }

    /** How the keys of a camera's rules begin; its id has no slash. */
    private static String prefix(String camera) {
        return camera + "/";
    }
}
