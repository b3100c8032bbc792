package dev.sightline.wire;

import dev.sightline.avro.ClassVote;
import dev.sightline.avro.MotionState;
import dev.sightline.avro.PlaceState;
import dev.sightline.avro.TrackStage;
import dev.sightline.avro.TrackState;
import dev.sightline.track.BoxMotion;
import dev.sightline.track.ClassVotes;
import dev.sightline.track.Course;
import dev.sightline.track.Motion;
import dev.sightline.track.ScoreLevel;
import dev.sightline.track.Track;
import dev.sightline.track.TrackerState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;

/** {@link TrackerState} in its store. */
final class TrackerStateWire {
    static final AvroSerde<TrackerState, dev.sightline.avro.TrackerState> SERDE = new AvroSerde<>(
            dev.sightline.avro.TrackerState.getEncoder(),
            dev.sightline.avro.TrackerState.createDecoder(earlier()),
            TrackerStateWire::toAvro,
            TrackerStateWire::fromAvro);

    private TrackerStateWire() {}

    /** The schemas of earlier versions, whose states are still read. */
    private static SchemaStore earlier() {
        try (InputStream schema = TrackerStateWire.class.getResourceAsStream("/schemas/tracker-state-1.avsc")) {
            var store = new SchemaStore.Cache();
            store.addSchema(new Schema.Parser().parse(schema));
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static dev.sightline.avro.TrackerState toAvro(TrackerState state) {
        return new dev.sightline.avro.TrackerState(
                state.camera(),
                state.epoch(),
                state.sequence(),
                state.nextNumber(),
                state.tracks().stream().map(TrackerStateWire::toAvro).toList(),
                state.level().mean(),
                state.level().count());
    }

    private static TrackState toAvro(Track track) {
        BoxMotion motion = track.motion();
        return TrackState.newBuilder()
                .setNumber(track.number())
                .setState(TrackStage.valueOf(track.state().name()))
                .setLabel(track.label())
                .setClassIndex(track.classIndex())
                .setX(toAvro(motion.x()))
                .setY(toAvro(motion.y()))
                .setWidth(toAvro(motion.width()))
                .setHeight(toAvro(motion.height()))
                .setScore(track.score())
                .setBestScore(track.bestScore())
                .setHits(track.hits())
                .setFirstSeen(track.firstSeen())
                .setLastSeen(track.lastSeen())
                .setLastEvent(track.lastEvent())
                .setFrom(toAvro(track.course().from()))
                .setNext(toAvro(track.course().next()))
                .setQuality(track.quality())
                .setVotes(track.classes().votes().stream()
                        .map(vote -> new ClassVote(vote.label(), vote.classIndex(), vote.weight()))
                        .toList())
                .build();
    }

    private static MotionState toAvro(Motion motion) {
        return new MotionState(
                motion.value(), motion.rate(), motion.valueVariance(), motion.covariance(), motion.rateVariance());
    }

    private static TrackerState fromAvro(dev.sightline.avro.TrackerState read) {
        return new TrackerState(
                read.getCamera(),
                read.getEpoch(),
                read.getSequence(),
                read.getNextNumber(),
                new ScoreLevel(read.getLevel(), read.getLevelCount()),
                read.getTracks().stream().map(TrackerStateWire::fromAvro).toList());
    }

    private static Track fromAvro(TrackState read) {
        return new Track(
                read.getNumber(),
                Track.State.valueOf(read.getState().name()),
                classes(read),
                new BoxMotion(
                        fromAvro(read.getX()),
                        fromAvro(read.getY()),
                        fromAvro(read.getWidth()),
                        fromAvro(read.getHeight())),
                course(read),
                read.getScore(),
                read.getBestScore(),
                quality(read),
                read.getHits(),
                read.getFirstSeen(),
                read.getLastSeen(),
                read.getLastEvent());
    }

    /** A state from before there were votes has one for the class it knows. */
    private static ClassVotes classes(TrackState read) {
        return new ClassVotes(
                read.getVotes().isEmpty()
                        ? List.of(new ClassVotes.Vote(read.getLabel(), read.getClassIndex(), read.getScore()))
                        : read.getVotes().stream()
                                .map(vote ->
                                        new ClassVotes.Vote(vote.getLabel(), vote.getClassIndex(), vote.getWeight()))
                                .toList());
    }

    /** A state from before there was a quality has that of its last score. */
    private static double quality(TrackState read) {
        Double quality = read.getQuality();
        return quality == null ? ScoreLevel.logOdds(read.getScore()) : quality;
    }

    private static PlaceState toAvro(Course.Place place) {
        return new PlaceState(place.at(), place.x(), place.y());
    }

    /** A state from before there was a course begins one where the object was last. */
    private static Course course(TrackState read) {
        PlaceState from = read.getFrom();
        PlaceState next = read.getNext();
        Course.Place last = new Course.Place(
                read.getLastSeen(), read.getX().getValue(), read.getY().getValue());
        return new Course(from == null ? last : fromAvro(from), next == null ? last : fromAvro(next));
    }

    private static Course.Place fromAvro(PlaceState read) {
        return new Course.Place(read.getAt(), read.getX(), read.getY());
    }

    private static Motion fromAvro(MotionState read) {
        return new Motion(
                read.getValue(), read.getRate(), read.getValueVariance(), read.getCovariance(), read.getRateVariance());
    }
}
