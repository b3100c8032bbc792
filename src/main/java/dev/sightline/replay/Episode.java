package dev.sightline.replay;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertObject;
import dev.sightline.alert.Severity;
import dev.sightline.track.TrackId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The alerts of one occurrence, as far as they are known; two are equal only if they are the same one. */
final class Episode {
    /** As far may the times of the same event be apart, because a zone or a score was changed a little. */
    static final Duration APART = Duration.ofSeconds(10);

    /** What is told of an occurrence. */
    record Told(Alert.Kind kind, Severity severity) {
        static Told of(Alert alert) {
            return new Told(alert.kind(), alert.severity());
        }
    }

    private final Alert any;
    private final Set<Told> told = new HashSet<>();
    private final Set<TrackId> tracks = new HashSet<>();
    private Instant to;

    private Episode(Alert first) {
        any = first;
        to = first.at();
    }

    /** Sorts alerts by their occurrences; ids to episodes, in the order of their first alerts. */
    static Map<String, Episode> byId(List<Alert> alerts) {
        var byId = new LinkedHashMap<String, Episode>();
        alerts.forEach(alert ->
                byId.computeIfAbsent(alert.id(), id -> new Episode(alert)).add(alert));
        return byId;
    }

    private void add(Alert alert) {
        told.add(Told.of(alert));
        alert.objects().stream().map(AlertObject::track).forEach(tracks::add);
        to = alert.at().isAfter(to) ? alert.at() : to;
    }

    /** One of its alerts: they have the rule, its version, the camera, the zone and the beginning in common. */
    Alert any() {
        return any;
    }

    Instant from() {
        return any.since();
    }

    /** When it was told of last. */
    Instant to() {
        return to;
    }

    Set<Told> told() {
        return told;
    }

    /** Its objects; none when the scene itself or the camera is meant. */
    Set<TrackId> tracks() {
        return tracks;
    }

    /** How far its beginning is from that of another one. */
    Duration apart(Episode other) {
        return Duration.between(from(), other.from()).abs();
    }
}
