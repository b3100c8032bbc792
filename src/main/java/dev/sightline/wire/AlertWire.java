package dev.sightline.wire;

import dev.sightline.alert.Alert;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.track.TrackId;

/** {@link Alert} on the wire: {@code schemas/alert.avsc}. */
final class AlertWire {
    static final AvroSerde<Alert, dev.sightline.avro.Alert> SERDE = new AvroSerde<>(
            dev.sightline.avro.Alert.getEncoder(),
            dev.sightline.avro.Alert.getDecoder(),
            AlertWire::toAvro,
            AlertWire::fromAvro);

    private AlertWire() {}

    private static dev.sightline.avro.Alert toAvro(Alert alert) {
        return dev.sightline.avro.Alert.newBuilder()
                .setId(alert.id())
                .setRule(alert.rule())
                .setRuleVersion(alert.ruleVersion())
                .setCamera(alert.camera())
                .setZone(alert.zone())
                .setAt(alert.at())
                .setSince(alert.since())
                .setTrackEpoch(alert.track().epoch())
                .setTrackNumber(alert.track().number())
                .setLabel(alert.label())
                .setScore((float) alert.score())
                .setBox(Boxes.toAvro(alert.box()))
                .setFrameEpoch(alert.frame().epoch())
                .setFrameSequence(alert.frame().sequence())
                .setFrameTopic(alert.ref().topic())
                .setFramePartition(alert.ref().partition())
                .setFrameOffset(alert.ref().offset())
                .setMessage(alert.message())
                .build();
    }

    private static Alert fromAvro(dev.sightline.avro.Alert read) {
        return new Alert(
                read.getId(),
                read.getRule(),
                read.getRuleVersion(),
                read.getCamera(),
                read.getZone(),
                read.getAt(),
                read.getSince(),
                new TrackId(read.getCamera(), read.getTrackEpoch(), read.getTrackNumber()),
                read.getLabel(),
                read.getScore(),
                Boxes.fromAvro(read.getBox()),
                new FrameId(read.getCamera(), read.getFrameEpoch(), read.getFrameSequence()),
                new FrameRef(read.getFrameTopic(), read.getFramePartition(), read.getFrameOffset()),
                read.getMessage());
    }
}
