package dev.sightline.sink;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertObject;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An alert as names and values: the fields of {@code schemas/alert.avsc}, times as ISO 8601 text. */
final class AlertFields {
    private AlertFields() {}

    /** All fields in the schema's order; those that the alert does not have are null. */
    static Map<String, @Nullable Object> of(Alert alert) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", alert.id());
        fields.put("kind", alert.kind().name());
        fields.put("rule", alert.rule());
        fields.put("ruleVersion", alert.ruleVersion());
        fields.put("severity", alert.severity().name());
        fields.put("camera", alert.camera());
        fields.put("zone", alert.zone());
        fields.put("at", alert.at().toString());
        fields.put("since", alert.since().toString());
        fields.put("objects", alert.objects().stream().map(AlertFields::of).toList());
        fields.put("frameEpoch", alert.frame() == null ? null : alert.frame().epoch());
        fields.put("frameSequence", alert.frame() == null ? null : alert.frame().sequence());
        fields.put("frame", alert.ref() == null ? null : of(alert.ref()));
        fields.put("cause", of(alert.cause()));
        fields.put("model", alert.model());
        fields.put("suppressed", alert.suppressed());
        fields.put("values", new TreeMap<>(alert.values()));
        fields.put("message", alert.message());
        return fields;
    }

    /** All fields as one line of JSON, without a line end. */
    static String json(Alert alert) {
        return JsonText.line(of(alert));
    }

    /** The same whenever the same alert is delivered, and different for any other alert. */
    static String key(Alert alert) {
        return alert.id() + "-" + alert.kind() + "-" + alert.severity();
    }

    private static Map<String, Object> of(AlertObject object) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("trackEpoch", object.track().epoch());
        fields.put("trackNumber", object.track().number());
        fields.put("label", object.label());
        fields.put("score", (float) object.score());
        fields.put("box", of(object.box()));
        return fields;
    }

    private static Map<String, Object> of(BoundingBox box) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("left", (float) box.left());
        fields.put("top", (float) box.top());
        fields.put("right", (float) box.right());
        fields.put("bottom", (float) box.bottom());
        return fields;
    }

    private static Map<String, Object> of(FrameRef ref) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("topic", ref.topic());
        fields.put("partition", ref.partition());
        fields.put("offset", ref.offset());
        return fields;
    }
}
