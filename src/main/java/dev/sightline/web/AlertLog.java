package dev.sightline.web;

import dev.sightline.alert.Alert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last alerts with their evidence, bounded in number and bytes: the oldest evidence goes first. An alert that comes
 * twice is kept once. Safe for use by several threads.
 */
final class AlertLog {
    static final int MAX_ALERTS = 200;
    static final int MAX_BYTES = 32 << 20;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~-]{1,200}");

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long bytes;

    private record Entry(LiveEvent.Raised alert, @Nullable Jpeg evidence) {
        int size() {
            return evidence == null ? 0 : evidence.bytes().length;
        }

        Entry withoutEvidence() {
            var a = alert;
            return new Entry(
                    new LiveEvent.Raised(
                            a.id(), a.rule(), a.camera(), a.zone(), a.at(), a.since(), a.message(), null, a.boxes()),
                    null);
        }
    }

    /** What an alert was raised on. */
    record Evidence(String camera, Jpeg jpeg) {}

    /** Keeps the alert; returns what to show, or null when it is known already. */
    synchronized LiveEvent.@Nullable Raised add(Alert alert, @Nullable Jpeg evidence) {
        if (entries.containsKey(alert.id())) {
            return null;
        }
        boolean shown = evidence != null
                && evidence.bytes().length <= MAX_BYTES
                && PLAIN.matcher(alert.id()).matches();
        var raised = LiveEvent.Raised.of(alert, shown ? "/api/alerts/" + alert.id() + ".jpg" : null);
        var entry = new Entry(raised, shown ? evidence : null);
        entries.put(alert.id(), entry);
        bytes += entry.size();
        trim();
        return raised;
    }

    private void trim() {
        if (entries.size() > MAX_ALERTS) {
            var oldest = entries.values().iterator();
            bytes -= oldest.next().size();
            oldest.remove();
        }
        for (var entry : entries.entrySet()) {
            if (bytes <= MAX_BYTES) {
                return;
            }
            bytes -= entry.getValue().size();
            entry.setValue(entry.getValue().withoutEvidence());
        }
    }

    /** Latest first. */
    synchronized List<LiveEvent.Raised> latest() {
        var alerts = new ArrayList<LiveEvent.Raised>(entries.size());
        entries.values().forEach(entry -> alerts.add(entry.alert()));
        Collections.reverse(alerts);
        return List.copyOf(alerts);
    }

    /** The picture of an alert that has one. */
    synchronized @Nullable Evidence evidence(String id) {
        Entry entry = entries.get(id);
        return entry == null || entry.evidence() == null
                ? null
                : new Evidence(entry.alert().camera(), entry.evidence());
    }
}
