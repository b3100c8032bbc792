package dev.sightline.wire;

import dev.sightline.avro.FrameState;
import dev.sightline.avro.LossState;
import dev.sightline.frame.FrameRef;
import dev.sightline.track.ScoreLevel;
import dev.sightline.track.SeenFrame;
import dev.sightline.track.StreamLoss;
import dev.sightline.track.TrackerState;
import org.jspecify.annotations.Nullable;

/** {@link TrackerState} in its store. */
final class TrackerStateWire {
    static final AvroSerde<TrackerState, dev.sightline.avro.TrackerState> SERDE = AvroSerde.of(
            dev.sightline.avro.TrackerState.class,
            TrackerStateWire::toAvro,
            TrackerStateWire::fromAvro,
            "tracker-state-1",
            "tracker-state-2");

    private TrackerStateWire() {}

    private static dev.sightline.avro.TrackerState toAvro(TrackerState state) {
        var names = new NameTable();
        var tracks = state.tracks().stream()
                .map(track -> TrackWire.toAvro(track, names))
                .toList();
        return dev.sightline.avro.TrackerState.newBuilder()
                .setCamera(state.camera())
                .setEpoch(state.epoch())
                .setSequence(state.sequence())
                .setLast(toAvro(state.last()))
                .setNextNumber(state.nextNumber())
                .setLevel(state.level().mean())
                .setLevelCount(state.level().count())
                .setLosses(state.losses().stream()
                        .map(loss -> new LossState(loss.epoch(), loss.lastSequence(), loss.at()))
                        .toList())
                .setTracks(tracks)
                .setNames(names.names())
                .build();
    }

    private static @Nullable FrameState toAvro(@Nullable SeenFrame frame) {
        return frame == null
                ? null
                : new FrameState(
                        frame.ref().topic(),
                        frame.ref().partition(),
                        frame.ref().offset(),
                        frame.detections().topic(),
                        frame.detections().partition(),
                        frame.detections().offset(),
                        frame.at(),
                        frame.model(),
                        frame.shape());
    }

    private static TrackerState fromAvro(dev.sightline.avro.TrackerState read) {
        return new TrackerState(
                read.getCamera(),
                read.getEpoch(),
                read.getSequence(),
                fromAvro(read.getLast()),
                read.getNextNumber(),
                new ScoreLevel(read.getLevel(), read.getLevelCount()),
                read.getLosses().stream()
                        .map(loss -> new StreamLoss(loss.getEpoch(), loss.getLastSequence(), loss.getAt()))
                        .toList(),
                read.getTracks().stream()
                        .map(track -> TrackWire.fromAvro(track, read))
                        .toList());
    }

    private static @Nullable SeenFrame fromAvro(@Nullable FrameState read) {
        return read == null
                ? null
                : new SeenFrame(
                        new FrameRef(read.getTopic(), read.getPartition(), read.getOffset()),
                        new FrameRef(
                                read.getDetectionsTopic(), read.getDetectionsPartition(), read.getDetectionsOffset()),
                        read.getAt(),
                        read.getModel(),
                        read.getShape());
    }
}
