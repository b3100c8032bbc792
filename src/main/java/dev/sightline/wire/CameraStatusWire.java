package dev.sightline.wire;

import dev.sightline.avro.CameraState;
import dev.sightline.avro.CameraTampering;
import dev.sightline.camera.CameraStatus;
import dev.sightline.camera.Tampering;

/** {@link CameraStatus} on the wire: {@code schemas/camera-status.avsc}. */
final class CameraStatusWire {
    static final AvroSerde<CameraStatus, dev.sightline.avro.CameraStatus> SERDE = AvroSerde.of(
            dev.sightline.avro.CameraStatus.class,
            CameraStatusWire::toAvro,
            CameraStatusWire::fromAvro,
            "camera-status-1");

    private CameraStatusWire() {}

    private static dev.sightline.avro.CameraStatus toAvro(CameraStatus status) {
        return dev.sightline.avro.CameraStatus.newBuilder()
                .setCamera(status.camera())
                .setState(CameraState.valueOf(status.state().name()))
                .setAt(status.at())
                .setSince(status.since())
                .setDetail(status.detail())
                .setEpoch(status.epoch())
                .setLastSequence(status.lastSequence())
                .setReceived(status.received())
                .setCorrupt(status.corrupt())
                .setDropped(status.dropped())
                .setProduced(status.produced())
                .setReconnects(status.reconnects())
                .setFramesPerSecond((float) status.framesPerSecond())
                .setTampering(CameraTampering.valueOf(status.tampering().name()))
                .setTamperedSince(status.tamperedSince())
                .build();
    }

    private static CameraStatus fromAvro(dev.sightline.avro.CameraStatus read) {
        return new CameraStatus(
                read.getCamera(),
                CameraStatus.State.valueOf(read.getState().name()),
                read.getAt(),
                read.getSince(),
                read.getDetail(),
                read.getEpoch(),
                read.getLastSequence(),
                read.getReceived(),
                read.getCorrupt(),
                read.getDropped(),
                read.getProduced(),
                read.getReconnects(),
                read.getFramesPerSecond(),
                Tampering.valueOf(read.getTampering().name()),
                read.getTamperedSince());
    }
}
