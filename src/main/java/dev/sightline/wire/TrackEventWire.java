package dev.sightline.wire;

import dev.sightline.avro.TrackEventType;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import org.jspecify.annotations.Nullable;

/** {@link TrackEvent} on the wire: {@code schemas/tracks.avsc}. */
final class TrackEventWire {
    static final AvroSerde<TrackEvent, dev.sightline.avro.TrackEvent> SERDE = new AvroSerde<>(
            dev.sightline.avro.TrackEvent.getEncoder(),
            dev.sightline.avro.TrackEvent.getDecoder(),
            TrackEventWire::toAvro,
            TrackEventWire::fromAvro);

    private TrackEventWire() {}

    private static dev.sightline.avro.TrackEvent toAvro(TrackEvent event) {
        TrackEvent.EndReason reason = event.endReason();
        return dev.sightline.avro.TrackEvent.newBuilder()
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
                .setAt(event.at())
                .setFirstSeen(event.firstSeen())
                .setLastSeen(event.lastSeen())
                .setBox(Boxes.toAvro(event.box()))
                .setScore((float) event.score())
                .setBestScore((float) event.bestScore())
                .setEndReason(reason == null ? null : reason.name())
                .build();
    }

    private static TrackEvent fromAvro(dev.sightline.avro.TrackEvent read) {
        return new TrackEvent(
                TrackEvent.Type.valueOf(read.getType().name()),
                new TrackId(read.getCamera(), read.getTrackEpoch(), read.getTrackNumber()),
                read.getLabel(),
                read.getClassIndex(),
                new FrameId(read.getCamera(), read.getFrameEpoch(), read.getFrameSequence()),
                new FrameRef(read.getFrameTopic(), read.getFramePartition(), read.getFrameOffset()),
                read.getAt(),
                read.getFirstSeen(),
                read.getLastSeen(),
                Boxes.fromAvro(read.getBox()),
                read.getScore(),
                read.getBestScore(),
                endReason(read.getEndReason()));
    }

    private static TrackEvent.@Nullable EndReason endReason(@Nullable String name) {
        return name == null ? null : TrackEvent.EndReason.valueOf(name);
    }
}
