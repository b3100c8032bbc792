package dev.sightline.wire;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertObject;
import dev.sightline.alert.Severity;
import dev.sightline.avro.AlertKind;
import dev.sightline.avro.RecordRef;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.track.TrackId;

/** {@link Alert} on the wire: {@code schemas/alert.avsc}. */
final class AlertWire {
    static final AvroSerde<Alert, dev.sightline.avro.Alert> SERDE =
            AvroSerde.of(dev.sightline.avro.Alert.class, AlertWire::toAvro, AlertWire::fromAvro);

    private AlertWire() {}

    private static dev.sightline.avro.Alert toAvro(Alert alert) {
        FrameId frame = alert.frame();
        FrameRef ref = alert.ref();
        return dev.sightline.avro.Alert.newBuilder()
                .setId(alert.id())
                .setKind(AlertKind.valueOf(alert.kind().name()))
                .setRule(alert.rule())
                .setRuleVersion(alert.ruleVersion())
                .setSeverity(
                        dev.sightline.avro.Severity.valueOf(alert.severity().name()))
                .setCamera(alert.camera())
                .setZone(alert.zone())
                .setAt(alert.at())
                .setSince(alert.since())
                .setObjects(alert.objects().stream().map(AlertWire::toAvro).toList())
                .setFrameEpoch(frame == null ? null : frame.epoch())
                .setFrameSequence(frame == null ? null : frame.sequence())
                .setFrame(ref == null ? null : toAvro(ref))
                .setCause(toAvro(alert.cause()))
                .setModel(alert.model())
                .setSuppressed(alert.suppressed())
                .setValues(alert.values())
                .setMessage(alert.message())
                .build();
    }

    private static dev.sightline.avro.AlertObject toAvro(AlertObject object) {
        return new dev.sightline.avro.AlertObject(
                object.track().epoch(),
                object.track().number(),
                object.label(),
                (float) object.score(),
                Boxes.toAvro(object.box()));
    }

    private static RecordRef toAvro(FrameRef ref) {
        return new RecordRef(ref.topic(), ref.partition(), ref.offset());
    }

    private static Alert fromAvro(dev.sightline.avro.Alert read) {
        Long epoch = read.getFrameEpoch();
        Long sequence = read.getFrameSequence();
        return new Alert(
                read.getId(),
                Alert.Kind.valueOf(read.getKind().name()),
                read.getRule(),
                read.getRuleVersion(),
                Severity.valueOf(read.getSeverity().name()),
                read.getCamera(),
                read.getZone(),
                read.getAt(),
                read.getSince(),
                read.getObjects().stream()
                        .map(object -> fromAvro(read.getCamera(), object))
                        .toList(),
                epoch == null || sequence == null ? null : new FrameId(read.getCamera(), epoch, sequence),
                read.getFrame() == null ? null : fromAvro(read.getFrame()),
                fromAvro(read.getCause()),
                read.getModel(),
                read.getSuppressed(),
                read.getValues(),
                read.getMessage());
    }

    private static AlertObject fromAvro(String camera, dev.sightline.avro.AlertObject object) {
        return new AlertObject(
                new TrackId(camera, object.getTrackEpoch(), object.getTrackNumber()),
                object.getLabel(),
                object.getScore(),
                Boxes.fromAvro(object.getBox()));
    }

    private static FrameRef fromAvro(RecordRef ref) {
        return new FrameRef(ref.getTopic(), ref.getPartition(), ref.getOffset());
    }
}
