package dev.sightline.config;

import dev.sightline.alert.Alert;
import dev.sightline.alert.Severity;
import dev.sightline.sink.AlertFilter;
import dev.sightline.sink.EmailTarget;
import dev.sightline.sink.FileTarget;
import dev.sightline.sink.LogTarget;
import dev.sightline.sink.MqttTarget;
import dev.sightline.sink.RetrySettings;
import dev.sightline.sink.SinkSettings;
import dev.sightline.sink.Target;
import dev.sightline.sink.WebhookTarget;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads sinks. */
final class SinkReader {
    private static final String STAND_IN = "stand-in";

    private final CameraReader cameras;
    private final RuleReader rules;
    private final Names names = new Names("sink");

    /** What the key {@code type} may say. */
    private enum Type {
        LOG,
        FILE,
        WEBHOOK,
        MQTT,
        EMAIL
    }

    /** A reader of sinks whose filters name these cameras and rules. */
    SinkReader(CameraReader cameras, RuleReader rules) {
        this.cameras = cameras;
        this.rules = rules;
    }

    SinkSettings read(Section section) {
        Value id = section.required("id", "a name for the sink, such as on-call");
        Value type = section.required("type", "log, file, webhook, mqtt or email");
        return new SinkSettings(
                id(id),
                filter(section),
                section.set(RetrySettings.DEFAULT),
                target(section, type == null ? null : type.choice(Type.class)));
    }

    private String id(@Nullable Value value) {
        String name = value == null ? null : names.give(value);
        String id = value == null || name == null ? null : value.accepted(() -> SinkSettings.checkId(name));
        return id == null ? STAND_IN : id;
    }

    private AlertFilter filter(Section section) {
        List<String> ofRules = section.read("rules", List.of(), list -> list.each(rule -> rules.findRule(rule)));
        List<String> ofCameras =
                section.read("cameras", List.of(), list -> list.each(camera -> cameras.findCamera(camera)));
        Severity least = section.read("minSeverity", Severity.INFO, value -> value.choice(Severity.class));
        AlertFilter all = new AlertFilter(ofRules, ofCameras, least, AlertFilter.ALL.kinds());
        return section.read("kinds", all, value -> {
            List<Alert.Kind> kinds = value.each(kind -> kind.choice(Alert.Kind.class));
            return kinds == null ? null : value.accepted(() -> all.withKinds(Set.copyOf(kinds)));
        });
    }

    private static Target target(Section section, @Nullable Type type) {
        if (type == null) {
            return new LogTarget();
        }
        return switch (type) {
            case LOG -> new LogTarget();
            case FILE -> {
                section.required("path", "the file, such as alerts.jsonl");
                yield section.set(FileTarget.of(STAND_IN));
            }
            case WEBHOOK -> {
                section.required("url", "the server's address, such as https://example.org/alerts");
                yield section.set(WebhookTarget.of("https://stand-in/"));
            }
            case MQTT -> {
                section.required("url", "the broker's address, such as tcp://192.168.1.5:1883");
                yield section.set(MqttTarget.of("tcp://stand-in"));
            }
            case EMAIL -> {
                section.required("host", "the mail server, such as mail.example.org");
                section.required("from", "the sender's address, such as sightline@example.org");
                section.required("to", "the receivers, such as [me@example.org]");
                yield section.set(EmailTarget.of(STAND_IN, "stand-in@localhost", List.of("stand-in@localhost")));
            }
        };
    }
}
