package dev.sightline.wire;

import dev.sightline.avro.MotionState;
import dev.sightline.avro.TrackStage;
import dev.sightline.avro.TrackState;
import dev.sightline.track.BoxMotion;
import dev.sightline.track.Motion;
import dev.sightline.track.Track;
import dev.sightline.track.TrackerState;

/** {@link TrackerState} in its store. */
final class TrackerStateWire {
    static final AvroSerde<TrackerState, dev.sightline.avro.TrackerState> SERDE = new AvroSerde<>(
            dev.sightline.avro.TrackerState.getEncoder(),
            dev.sightline.avro.TrackerState.getDecoder(),
            TrackerStateWire::toAvro,
            TrackerStateWire::fromAvro);

    private TrackerStateWire() {}

    private static dev.sightline.avro.TrackerState toAvro(TrackerState state) {
        return new dev.sightline.avro.TrackerState(
                state.camera(),
                state.epoch(),
                state.sequence(),
                state.nextNumber(),
                state.tracks().stream().map(TrackerStateWire::toAvro).toList());
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
                read.getTracks().stream().map(TrackerStateWire::fromAvro).toList());
    }

    private static Track fromAvro(TrackState read) {
        return new Track(
                read.getNumber(),
                Track.State.valueOf(read.getState().name()),
                read.getLabel(),
                read.getClassIndex(),
                new BoxMotion(
                        fromAvro(read.getX()),
                        fromAvro(read.getY()),
                        fromAvro(read.getWidth()),
                        fromAvro(read.getHeight())),
                read.getScore(),
                read.getBestScore(),
                read.getHits(),
                read.getFirstSeen(),
                read.getLastSeen(),
                read.getLastEvent());
    }

    private static Motion fromAvro(MotionState read) {
        return new Motion(
                read.getValue(), read.getRate(), read.getValueVariance(), read.getCovariance(), read.getRateVariance());
    }
}
