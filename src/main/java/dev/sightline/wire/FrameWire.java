package dev.sightline.wire;

import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameId;
import dev.sightline.geometry.ImageSize;

/** {@link Frame} on the wire: {@code schemas/frame.avsc}. */
final class FrameWire {
    static final AvroSerde<Frame, dev.sightline.avro.Frame> SERDE =
            AvroSerde.of(dev.sightline.avro.Frame.class, FrameWire::toAvro, FrameWire::fromAvro);

    private FrameWire() {}

    private static dev.sightline.avro.Frame toAvro(Frame frame) {
        return dev.sightline.avro.Frame.newBuilder()
                .setCamera(frame.id().camera())
                .setEpoch(frame.id().epoch())
                .setSequence(frame.id().sequence())
                .setCapturedAt(frame.capturedAt())
                .setReceivedAt(frame.receivedAt())
                .setSourceWidth(frame.sourceSize().width())
                .setSourceHeight(frame.sourceSize().height())
                .setWidth(frame.size().width())
                .setHeight(frame.size().height())
                .setJpeg(frame.jpeg().duplicate())
                .build();
    }

    private static Frame fromAvro(dev.sightline.avro.Frame frame) {
        return new Frame(
                new FrameId(frame.getCamera(), frame.getEpoch(), frame.getSequence()),
                frame.getCapturedAt(),
                frame.getReceivedAt(),
                new ImageSize(frame.getSourceWidth(), frame.getSourceHeight()),
                new ImageSize(frame.getWidth(), frame.getHeight()),
                frame.getJpeg());
    }
}
