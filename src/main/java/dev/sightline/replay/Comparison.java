package dev.sightline.replay;

import dev.sightline.alert.Alert;
import dev.sightline.stream.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The alerts of a replay beside those that were raised live.
 *
 * @param range of both
 * @param alerts of either, by time, then rule and camera
 */
public record Comparison(TimeRange range, List<Compared> alerts) {
    /** How a replay's alert stands to what was raised live. */
    public enum Change {
        /** It was raised live as well. */
        SAME,
        /** One of another id was raised live about the same event, see {@link Pairing}: the rule was another version then. */
        ALIKE,
        /** Nothing of the kind was raised live. */
        NEW,
        /** It was raised live, and the replay raises nothing of the kind. */
        GONE
    }

    /**
     * One alert.
     *
     * @param alert the replay's, unless it is gone
     * @param change how it stands to what was raised live
     */
    public record Compared(Alert alert, Change change) {}

    /**
     * The alerts of a rule on a camera.
     *
     * @param rule the rule's id, empty for all rules
     * @param camera the camera's id, empty for all cameras
     * @param raised occurrences that the replay raises
     * @param perDay the same for each day of the range
     * @param same alerts of all kinds that are the same
     * @param alike those that are alike
     * @param added those that are new
     * @param gone those that are gone
     */
    public record Row(
            String rule, String camera, long raised, double perDay, long same, long alike, long added, long gone) {}

    private record Place(String rule, String camera) {}

    /** Sorts the alerts. */
    public Comparison {
        alerts = alerts.stream()
                .sorted(Comparator.comparing((Compared each) -> each.alert().at())
                        .thenComparing(each -> each.alert().rule())
                        .thenComparing(each -> each.alert().camera()))
                .toList();
    }

    static Comparison of(TimeRange range, List<Alert> recorded, List<Alert> replayed) {
        var pairing = new Pairing(recorded, replayed);
        var all = new ArrayList<Compared>();
        replayed.forEach(alert -> all.add(new Compared(alert, pairing.change(alert))));
        recorded.stream().filter(pairing::isGone).forEach(alert -> all.add(new Compared(alert, Change.GONE)));
        return new Comparison(range, all);
    }

    /** Whether anything is new or gone. */
    public boolean isChanged() {
        return alerts.stream().anyMatch(each -> each.change() == Change.NEW || each.change() == Change.GONE);
    }

    /** The alerts that changed so. */
    public List<Alert> of(Change change) {
        return alerts.stream()
                .filter(each -> each.change() == change)
                .map(Compared::alert)
                .toList();
    }

    /** A row for each rule and camera, by their ids, and one for all. */
    public List<Row> rows() {
        var places = new TreeMap<Place, List<Compared>>(
                Comparator.comparing(Place::rule).thenComparing(Place::camera));
        for (Compared each : alerts) {
            places.computeIfAbsent(new Place(each.alert().rule(), each.alert().camera()), place -> new ArrayList<>())
                    .add(each);
        }
        var rows = new ArrayList<Row>();
        places.forEach((place, some) -> rows.add(row(place, some)));
        rows.add(row(new Place("", ""), alerts));
        return rows;
    }

    private Row row(Place place, List<Compared> some) {
        long raised = some.stream()
                .filter(each -> each.change() != Change.GONE && each.alert().kind() == Alert.Kind.RAISED)
                .count();
        double days = Duration.between(range.from(), range.to()).toMillis() / 86_400_000.0;
        return new Row(
                place.rule(),
                place.camera(),
                raised,
                raised / days,
                count(some, Change.SAME),
                count(some, Change.ALIKE),
                count(some, Change.NEW),
                count(some, Change.GONE));
    }

    private static long count(List<Compared> some, Change change) {
        return some.stream().filter(each -> each.change() == change).count();
    }
}
