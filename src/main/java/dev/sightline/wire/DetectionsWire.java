package dev.sightline.wire;

import dev.sightline.avro.Model;
import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.ImageSize;

/** {@link Detections} on the wire: {@code schemas/detections.avsc}. */
final class DetectionsWire {
    static final AvroSerde<Detections, dev.sightline.avro.Detections> SERDE =
            AvroSerde.of(dev.sightline.avro.Detections.class, DetectionsWire::toAvro, DetectionsWire::fromAvro);

    private DetectionsWire() {}

    private static dev.sightline.avro.Detections toAvro(Detections detections) {
        ModelId model = detections.model();
        return dev.sightline.avro.Detections.newBuilder()
                .setCamera(detections.frame().camera())
                .setEpoch(detections.frame().epoch())
                .setSequence(detections.frame().sequence())
                .setFrameTopic(detections.ref().topic())
                .setFramePartition(detections.ref().partition())
                .setFrameOffset(detections.ref().offset())
                .setCapturedAt(detections.capturedAt())
                .setReceivedAt(detections.receivedAt())
                .setSourceWidth(detections.sourceSize().width())
                .setSourceHeight(detections.sourceSize().height())
                .setModel(new Model(model.name(), model.version(), model.sha256()))
                .setSkipped(detections.skipped())
                .setDetections(detections.detections().stream()
                        .map(DetectionsWire::toAvro)
                        .toList())
                .build();
    }

    private static dev.sightline.avro.Detection toAvro(Detection detection) {
        return new dev.sightline.avro.Detection(
                detection.label(), detection.classIndex(), (float) detection.score(), Boxes.toAvro(detection.box()));
    }

    private static Detections fromAvro(dev.sightline.avro.Detections read) {
        Model model = read.getModel();
        return new Detections(
                new FrameId(read.getCamera(), read.getEpoch(), read.getSequence()),
                new FrameRef(read.getFrameTopic(), read.getFramePartition(), read.getFrameOffset()),
                read.getCapturedAt(),
                read.getReceivedAt(),
                new ImageSize(read.getSourceWidth(), read.getSourceHeight()),
                new ModelId(model.getName(), model.getVersion(), model.getSha256()),
                read.getSkipped(),
                read.getDetections().stream().map(DetectionsWire::fromAvro).toList());
    }

    private static Detection fromAvro(dev.sightline.avro.Detection read) {
        return new Detection(read.getLabel(), read.getClassIndex(), read.getScore(), Boxes.fromAvro(read.getBox()));
    }
}
