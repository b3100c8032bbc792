package dev.sightline.wire;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertEvidence;
import dev.sightline.alert.Severity;
import dev.sightline.avro.AlertKind;
import dev.sightline.avro.RecordRef;
import dev.sightline.avro.TrackPlace;
import dev.sightline.frame.FrameRef;
import dev.sightline.track.TrackId;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@link AlertEvidence} on the wire: {@code schemas/evidence.avsc}. */
final class EvidenceWire {
    static final AvroSerde<AlertEvidence, dev.sightline.avro.AlertEvidence> SERDE =
            AvroSerde.of(dev.sightline.avro.AlertEvidence.class, EvidenceWire::toAvro, EvidenceWire::fromAvro);

    private EvidenceWire() {}

    private static dev.sightline.avro.AlertEvidence toAvro(AlertEvidence evidence) {
        FrameRef frame = evidence.frame();
        ByteBuffer jpeg = evidence.jpeg();
        return dev.sightline.avro.AlertEvidence.newBuilder()
                .setAlert(evidence.alert())
                .setKind(AlertKind.valueOf(evidence.kind().name()))
                .setRule(evidence.rule())
                .setRuleVersion(evidence.ruleVersion())
                .setSeverity(
                        dev.sightline.avro.Severity.valueOf(evidence.severity().name()))
                .setCamera(evidence.camera())
                .setAt(evidence.at())
                .setAlertRecord(toAvro(evidence.record()))
                .setFrame(frame == null ? null : toAvro(frame))
                .setCause(toAvro(evidence.cause()))
                .setModel(evidence.model())
                .setTracks(evidence.tracks().entrySet().stream()
                        .map(one -> new TrackPlace(
                                one.getKey().epoch(), one.getKey().number(), toAvro(one.getValue())))
                        .toList())
                .setJpeg(jpeg == null ? null : jpeg.duplicate())
                .setReason(evidence.reason())
                .build();
    }

    private static AlertEvidence fromAvro(dev.sightline.avro.AlertEvidence read) {
        return new AlertEvidence(
                read.getAlert(),
                Alert.Kind.valueOf(read.getKind().name()),
                Severity.valueOf(read.getSeverity().name()),
                read.getRule(),
                read.getRuleVersion(),
                read.getCamera(),
                read.getAt(),
                fromAvro(read.getAlertRecord()),
                read.getFrame() == null ? null : fromAvro(read.getFrame()),
                fromAvro(read.getCause()),
                read.getModel(),
                tracks(read),
                read.getJpeg(),
                read.getReason());
    }

    private static Map<TrackId, FrameRef> tracks(dev.sightline.avro.AlertEvidence read) {
        var tracks = new LinkedHashMap<TrackId, FrameRef>();
        for (TrackPlace one : read.getTracks()) {
            tracks.put(
                    new TrackId(read.getCamera(), one.getTrackEpoch(), one.getTrackNumber()), fromAvro(one.getEvent()));
        }
        return tracks;
    }

    private static RecordRef toAvro(FrameRef ref) {
        return new RecordRef(ref.topic(), ref.partition(), ref.offset());
    }

    private static FrameRef fromAvro(RecordRef ref) {
        return new FrameRef(ref.getTopic(), ref.getPartition(), ref.getOffset());
    }
}
