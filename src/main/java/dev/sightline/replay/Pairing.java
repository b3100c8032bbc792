package dev.sightline.replay;

import dev.sightline.alert.Alert;
import dev.sightline.replay.Comparison.Change;
import dev.sightline.replay.Episode.Told;
import dev.sightline.track.TrackId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which recorded alerts and which of a replay are about the same event. Those of the same id are. A changed rule has other ids:
 * then those are that have the rule's id, the camera, the zone and an object in common, or both no object, at times that
 * overlap or nearly so, the nearest first, one for one. Where several versions of the rule were at work live, an event of the
 * replay stands for one of each.
 */
final class Pairing {
    /**
     * Where an event can be.
     *
     * @param track of an object, empty for an event without objects
     */
    private record Place(String rule, String camera, String zone, String track) {
        static Stream<Place> of(Episode episode) {
            Alert any = episode.any();
            Stream<String> tracks = episode.tracks().isEmpty()
                    ? Stream.of("")
                    : episode.tracks().stream().map(TrackId::toString);
            return tracks.map(track -> new Place(any.rule(), any.camera(), any.zone(), track));
        }
    }

    private final Map<String, Episode> live;
    private final Map<String, Episode> replay;
    private final Map<Place, Timeline> timelines = new HashMap<>();
    private final Set<Episode> taken = new HashSet<>();
    private final Map<Episode, Set<Told>> toldByOthers = new HashMap<>();

    Pairing(List<Alert> recorded, List<Alert> replayed) {
        live = Episode.byId(recorded);
        replay = Episode.byId(replayed);
        live.values()
                .forEach(one -> Place.of(one)
                        .forEach(place -> timelines
                                .computeIfAbsent(place, any -> new Timeline())
                                .add(one)));
        timelines.values().forEach(Timeline::sort);
        live.forEach((id, one) -> {
            if (replay.containsKey(id)) {
                taken.add(one);
            }
        });
        replay.entrySet().stream()
                .sorted(Comparator.comparing(one -> one.getValue().from()))
                .forEach(one -> pair(one.getValue(), live.get(one.getKey())));
    }

    private void pair(Episode one, @Nullable Episode same) {
        var versions = new HashSet<String>();
        if (same != null) {
            versions.add(same.any().ruleVersion());
        }
        Place.of(one)
                .flatMap(place -> timelines.getOrDefault(place, new Timeline()).near(one).stream())
                .distinct()
                .filter(other -> !taken.contains(other))
                .sorted(Comparator.comparing(one::apart))
                .filter(other -> versions.add(other.any().ruleVersion()))
                .forEach(other -> {
                    taken.add(other);
                    toldByOthers.computeIfAbsent(one, any -> new HashSet<>()).addAll(other.told());
                    toldByOthers.put(other, one.told());
                });
    }

    /** How an alert of the replay stands to what was raised live. */
    Change change(Alert replayed) {
        if (isTold(live.get(replayed.id()), replayed)) {
            return Change.SAME;
        }
        return isToldByOthers(replay.get(replayed.id()), replayed) ? Change.ALIKE : Change.NEW;
    }

    /** Whether the replay says nothing of the kind. */
    boolean isGone(Alert recorded) {
        return !isTold(replay.get(recorded.id()), recorded) && !isToldByOthers(live.get(recorded.id()), recorded);
    }

    private static boolean isTold(@Nullable Episode episode, Alert alert) {
        return episode != null && episode.told().contains(Told.of(alert));
    }

    private boolean isToldByOthers(@Nullable Episode episode, Alert alert) {
        return episode != null && toldByOthers.getOrDefault(episode, Set.of()).contains(Told.of(alert));
    }
}
