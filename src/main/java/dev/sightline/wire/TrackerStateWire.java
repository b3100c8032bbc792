package dev.sightline.wire;

import dev.sightline.avro.FrameState;
import dev.sightline.avro.LevelState;
import dev.sightline.avro.LossState;
import dev.sightline.frame.FrameRef;
import dev.sightline.track.ScoreLevel;
import dev.sightline.track.ScoreLevels;
import dev.sightline.track.SeenFrame;
import dev.sightline.track.StreamLoss;
import dev.sightline.track.TrackerState;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link TrackerState} in its store. */
final class TrackerStateWire {
    static final AvroSerde<TrackerState, dev.sightline.avro.TrackerState> SERDE = AvroSerde.of(
            dev.sightline.avro.TrackerState.class,
            TrackerStateWire::toAvro,
            TrackerStateWire::fromAvro,
            "tracker-state-1",
            "tracker-state-2",
            "tracker-state-3");

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
                .setLevels(toAvro(state.levels(), names))
                .setLosses(state.losses().stream()
                        .map(loss -> new LossState(loss.epoch(), loss.lastSequence(), loss.at()))
                        .toList())
                .setTracks(tracks)
                .setNames(names.names())
                .build();
    }

    private static List<LevelState> toAvro(ScoreLevels levels, NameTable names) {
        return levels.ofGroup().entrySet().stream()
                .map(each -> new LevelState(
                        names.position(each.getKey()),
                        each.getValue().mean(),
                        each.getValue().count()))
                .toList();
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
                levels(read),
                read.getLosses().stream()
                        .map(loss -> new StreamLoss(loss.getEpoch(), loss.getLastSequence(), loss.getAt()))
                        .toList(),
                read.getTracks().stream()
                        .map(track -> TrackWire.fromAvro(track, read))
                        .toList());
    }

    private static ScoreLevels levels(dev.sightline.avro.TrackerState read) {
        var levels = new TreeMap<String, ScoreLevel>();
        for (LevelState level : read.getLevels()) {
            levels.put(read.getNames().get(level.getName()), new ScoreLevel(level.getMean(), level.getCount()));
        }
        return new ScoreLevels(levels);
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
