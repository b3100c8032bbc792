package dev.sightline.wire;

import dev.sightline.avro.ClassVote;
import dev.sightline.avro.MotionState;
import dev.sightline.avro.PlaceState;
import dev.sightline.avro.ToldState;
import dev.sightline.avro.TrackStage;
import dev.sightline.avro.TrackState;
import dev.sightline.track.BoxMotion;
import dev.sightline.track.ClassVotes;
import dev.sightline.track.Course;
import dev.sightline.track.Motion;
import dev.sightline.track.ScoreLevel;
import dev.sightline.track.Told;
import dev.sightline.track.Track;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Track} in its store. */
final class TrackWire {
    private TrackWire() {}

    static TrackState toAvro(Track track, NameTable names) {
        BoxMotion motion = track.motion();
        Told told = track.told();
        var builder = TrackState.newBuilder()
                .setNumber(track.number())
                .setState(TrackStage.valueOf(track.state().name()))
                .setLabel("")
                .setClassIndex(track.classIndex())
                .setX(toAvro(motion.x()))
                .setY(toAvro(motion.y()))
                .setWidth(toAvro(motion.width()))
                .setHeight(toAvro(motion.height()))
                .setHits(track.hits())
                .setFirstSeen(track.firstSeen())
                .setLastSeen(track.lastSeen())
                .setLastEvent(told == null ? track.firstSeen() : told.at())
                .setFrom(toAvro(track.course().from()))
                .setNext(toAvro(track.course().next()))
                .setQuality(track.quality())
                .setVotes(track.classes().votes().stream()
                        .map(vote -> toAvro(vote, names))
                        .toList())
                .setTold(told == null ? null : toAvro(told, names));
        HistoryWire.write(track, builder, names);
        return builder.build();
    }

    private static MotionState toAvro(Motion motion) {
        return new MotionState(
                motion.value(), motion.rate(), motion.valueVariance(), motion.covariance(), motion.rateVariance());
    }

    private static ClassVote toAvro(ClassVotes.Vote vote, NameTable names) {
        return ClassVote.newBuilder()
                .setLabel("")
                .setName(names.position(vote.label()))
                .setClassIndex(vote.classIndex())
                .setWeight(vote.weight())
                .setDetections(vote.detections())
                .setSince(vote.since())
                .build();
    }

    private static ToldState toAvro(Told told, NameTable names) {
        return new ToldState(
                names.position(told.label()),
                told.classIndex(),
                told.stationary(),
                told.zones().stream().map(names::position).toList());
    }

    private static PlaceState toAvro(Course.Place place) {
        return new PlaceState(place.at(), place.x(), place.y());
    }

    /** The track of a state; of an earlier version, with what is known. */
    static Track fromAvro(TrackState read, dev.sightline.avro.TrackerState state) {
        Track.State stage = Track.State.valueOf(read.getState().name());
        return new Track(
                read.getNumber(),
                stage,
                classes(read, state.getNames()),
                new BoxMotion(
                        fromAvro(read.getX()),
                        fromAvro(read.getY()),
                        fromAvro(read.getWidth()),
                        fromAvro(read.getHeight())),
                course(read),
                quality(read),
                read.getHits(),
                read.getFirstSeen(),
                read.getLastSeen(),
                HistoryWire.read(read, state),
                stage == Track.State.TENTATIVE ? null : told(read, state.getNames()));
    }

    /** A state from before there were votes has one for the class it knows. */
    private static ClassVotes classes(TrackState read, List<String> names) {
        if (read.getVotes().isEmpty()) {
            return new ClassVotes(List.of(new ClassVotes.Vote(
                    read.getLabel(), read.getClassIndex(), read.getScore(), read.getHits(), read.getFirstSeen())));
        }
        return new ClassVotes(read.getVotes().stream()
                .map(vote -> fromAvro(vote, read, names))
                .toList());
    }

    /** A state from before detections were counted knows the sum of their scores, which is less. */
    private static ClassVotes.Vote fromAvro(ClassVote read, TrackState track, List<String> names) {
        boolean early = read.getName() < 0;
        return new ClassVotes.Vote(
                early ? read.getLabel() : names.get(read.getName()),
                read.getClassIndex(),
                read.getWeight(),
                early ? Math.max(1, Math.round(read.getWeight())) : read.getDetections(),
                early ? track.getFirstSeen() : read.getSince());
    }

    /** A state from before there was a quality has that of its last score. */
    private static double quality(TrackState read) {
        Double quality = read.getQuality();
        return quality == null ? ScoreLevel.logOdds(read.getScore()) : quality;
    }

    /** A state from before this was kept told of the class that it knows. */
    private static Told told(TrackState read, List<String> names) {
        ToldState told = read.getTold();
        Instant at = read.getLastEvent();
        return told == null
                ? new Told(at, read.getLabel(), read.getClassIndex(), false, List.of())
                : new Told(
                        at,
                        names.get(told.getLabel()),
                        told.getClassIndex(),
                        told.getStationary(),
                        told.getZones().stream().map(names::get).toList());
    }

    /** A state from before there was a course begins one where the object was last. */
    private static Course course(TrackState read) {
        Course.Place last = new Course.Place(
                read.getLastSeen(), read.getX().getValue(), read.getY().getValue());
        return new Course(orElse(read.getFrom(), last), orElse(read.getNext(), last));
    }

    private static Course.Place orElse(@Nullable PlaceState read, Course.Place last) {
        return read == null ? last : new Course.Place(read.getAt(), read.getX(), read.getY());
    }

    private static Motion fromAvro(MotionState read) {
        return new Motion(
                read.getValue(), read.getRate(), read.getValueVariance(), read.getCovariance(), read.getRateVariance());
    }
}
