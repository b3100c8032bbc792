package dev.sightline.wire;

import dev.sightline.avro.BestState;
import dev.sightline.avro.PathState;
import dev.sightline.avro.RestState;
import dev.sightline.avro.TrackState;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.Point;
import dev.sightline.track.BestView;
import dev.sightline.track.History;
import dev.sightline.track.PathPoint;
import dev.sightline.track.Rest;
import dev.sightline.track.Scores;
import dev.sightline.track.Track;
import dev.sightline.track.Trail;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** {@link History} in its store; an earlier version is read as one that begins where the object was last. */
final class HistoryWire {
    private static final FrameRef UNKNOWN = new FrameRef("", 0, 0);

    private HistoryWire() {}

    static void write(Track track, TrackState.Builder builder, NameTable names) {
        History history = track.history();
        BestView best = history.best();
        Rest rest = history.rest();
        builder.setScore(history.scores().latest())
                .setBestScore(best.score())
                .setScores(
                        history.scores().last().stream().map(Double::floatValue).toList())
                .setBest(new BestState(
                        best.frame().sequence(),
                        names.position(best.ref().topic()),
                        best.ref().partition(),
                        best.ref().offset()))
                .setPath(history.trail().points().stream()
                        .map(point -> new PathState(
                                ChronoUnit.MICROS.between(track.firstSeen(), point.at()), (float) point.x(), (float)
                                        point.y()))
                        .toList())
                .setRest(new RestState(rest.since(), rest.x(), rest.y(), rest.still()));
    }

    static History read(TrackState read, dev.sightline.avro.TrackerState state) {
        return new History(scores(read), best(read, state), trail(read), rest(read));
    }

    private static Scores scores(TrackState read) {
        return new Scores(
                read.getScores().isEmpty()
                        ? List.of(read.getScore())
                        : read.getScores().stream().map(Float::doubleValue).toList());
    }

    private static BestView best(TrackState read, dev.sightline.avro.TrackerState state) {
        BestState best = read.getBest();
        long sequence = best == null ? state.getSequence() : best.getSequence();
        return new BestView(
                read.getBestScore(),
                new FrameId(state.getCamera(), state.getEpoch(), sequence),
                best == null
                        ? UNKNOWN
                        : new FrameRef(state.getNames().get(best.getTopic()), best.getPartition(), best.getOffset()));
    }

    private static Trail trail(TrackState read) {
        Instant firstSeen = read.getFirstSeen();
        if (read.getPath().isEmpty()) {
            Point center = center(read);
            double foot = center.y() + read.getHeight().getValue() / 2;
            return new Trail(List.of(new PathPoint(read.getLastSeen(), clip(center.x()), clip(foot))));
        }
        return new Trail(read.getPath().stream()
                .map(point ->
                        new PathPoint(firstSeen.plus(point.getAfter(), ChronoUnit.MICROS), point.getX(), point.getY()))
                .toList());
    }

    private static double clip(double value) {
        return Math.max(0, Math.min(1, value));
    }

    private static Rest rest(TrackState read) {
        RestState rest = read.getRest();
        Point center = center(read);
        return rest == null
                ? new Rest(read.getLastSeen(), center.x(), center.y(), false)
                : new Rest(rest.getSince(), rest.getX(), rest.getY(), rest.getStill());
    }

    private static Point center(TrackState read) {
        return new Point(read.getX().getValue(), read.getY().getValue());
    }
}
