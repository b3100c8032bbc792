package dev.sightline.wire;

import dev.sightline.avro.TrackEventType;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.track.BestView;
import dev.sightline.track.LabelCount;
import dev.sightline.track.PathPoint;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import dev.sightline.track.Velocity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link TrackEvent} on the wire: {@code schemas/tracks.avsc}. */
final class TrackEventWire {
    static final AvroSerde<TrackEvent, dev.sightline.avro.TrackEvent> SERDE = AvroSerde.of(
            dev.sightline.avro.TrackEvent.class, TrackEventWire::toAvro, TrackEventWire::fromAvro, "tracks-1");

    private TrackEventWire() {}

    private static dev.sightline.avro.TrackEvent toAvro(TrackEvent event) {
        TrackEvent.EndReason reason = event.endReason();
        var builder = dev.sightline.avro.TrackEvent.newBuilder()
                .setType(TrackEventType.valueOf(event.type().name()))
                .setCamera(event.id().camera())
                .setTrackEpoch(event.id().epoch())
                .setTrackNumber(event.id().number())
                .setLabel(event.label())
                .setClassIndex(event.classIndex())
                .setFrameEpoch(event.frame().epoch())
                .setFrameSequence(event.frame().sequence())
                .setFrameTopic(event.ref().topic())
                .setFramePartition(event.ref().partition())
                .setFrameOffset(event.ref().offset())
                .setDetectionsTopic(event.detections().topic())
                .setDetectionsPartition(event.detections().partition())
                .setDetectionsOffset(event.detections().offset())
                .setModel(event.model())
                .setAt(event.at())
                .setFirstSeen(event.firstSeen())
                .setLastSeen(event.lastSeen())
                .setEndReason(reason == null ? null : reason.name());
        describe(builder, event);
        return builder.build();
    }

    private static void describe(dev.sightline.avro.TrackEvent.Builder builder, TrackEvent event) {
        BestView best = event.best();
        builder.setBox(Boxes.toAvro(event.box()))
                .setVelocityX((float) event.velocity().x())
                .setVelocityY((float) event.velocity().y())
                .setScore((float) event.score())
                .setLastScore((float) event.lastScore())
                .setBestScore((float) best.score())
                .setBestEpoch(best.frame().epoch())
                .setBestSequence(best.frame().sequence())
                .setBestTopic(best.ref().topic())
                .setBestPartition(best.ref().partition())
                .setBestOffset(best.ref().offset())
                .setStationarySince(event.stationarySince())
                .setPath(event.path().stream()
                        .map(point ->
                                new dev.sightline.avro.PathPoint(point.at(), (float) point.x(), (float) point.y()))
                        .toList())
                .setLabels(event.labels().stream()
                        .map(each -> new dev.sightline.avro.LabelCount(
                                each.label(),
                                each.classIndex(),
                                each.detections(),
                                (float) each.weight(),
                                each.since()))
                        .toList())
                .setZones(event.zones());
    }

    private static TrackEvent fromAvro(dev.sightline.avro.TrackEvent read) {
        var frame = new FrameId(read.getCamera(), read.getFrameEpoch(), read.getFrameSequence());
        var ref = new FrameRef(read.getFrameTopic(), read.getFramePartition(), read.getFrameOffset());
        return new TrackEvent(
                TrackEvent.Type.valueOf(read.getType().name()),
                new TrackId(read.getCamera(), read.getTrackEpoch(), read.getTrackNumber()),
                read.getLabel(),
                read.getClassIndex(),
                frame,
                ref,
                new FrameRef(read.getDetectionsTopic(), read.getDetectionsPartition(), read.getDetectionsOffset()),
                read.getModel(),
                read.getAt(),
                read.getFirstSeen(),
                read.getLastSeen(),
                Boxes.fromAvro(read.getBox()),
                new Velocity(read.getVelocityX(), read.getVelocityY()),
                read.getScore(),
                read.getLastScore(),
                best(read, frame, ref),
                read.getStationarySince(),
                path(read.getPath()),
                labels(read.getLabels()),
                read.getZones(),
                endReason(read.getEndReason()));
    }

    /** An event from before the best frame was kept has its own one. */
    private static BestView best(dev.sightline.avro.TrackEvent read, FrameId frame, FrameRef ref) {
        if (read.getBestEpoch() < 0) {
            return new BestView(read.getBestScore(), frame, ref);
        }
        return new BestView(
                read.getBestScore(),
                new FrameId(read.getCamera(), read.getBestEpoch(), read.getBestSequence()),
                new FrameRef(read.getBestTopic(), read.getBestPartition(), read.getBestOffset()));
    }

    private static List<PathPoint> path(List<dev.sightline.avro.PathPoint> read) {
        return read.stream()
                .map(point -> new PathPoint(point.getAt(), point.getX(), point.getY()))
                .toList();
    }

    private static List<LabelCount> labels(List<dev.sightline.avro.LabelCount> read) {
        return read.stream()
                .map(each -> new LabelCount(
                        each.getLabel(), each.getClassIndex(), each.getDetections(), each.getWeight(), each.getSince()))
                .toList();
    }

    private static TrackEvent.@Nullable EndReason endReason(@Nullable String name) {
        return name == null ? null : TrackEvent.EndReason.valueOf(name);
    }
}
