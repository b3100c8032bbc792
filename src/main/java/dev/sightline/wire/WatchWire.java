package dev.sightline.wire;

import dev.sightline.alert.Evidence;
import dev.sightline.alert.RuleInput;
import dev.sightline.alert.Watch;
import dev.sightline.avro.EvidenceFrame;
import dev.sightline.avro.EvidenceState;
import dev.sightline.avro.SceneObjectState;
import dev.sightline.avro.ToldHealth;
import dev.sightline.avro.WatchState;
import dev.sightline.condition.CameraHealth;
import dev.sightline.condition.Scene;
import dev.sightline.condition.SceneObject;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.Point;
import dev.sightline.track.TrackId;
import dev.sightline.track.Velocity;
import org.jspecify.annotations.Nullable;

/** {@link Watch} in its store. */
final class WatchWire {
    static final AvroSerde<Watch, WatchState> SERDE =
            AvroSerde.of(WatchState.class, WatchWire::toAvro, WatchWire::fromAvro, "watch-state-1");

    private WatchWire() {}

    private static WatchState toAvro(Watch watch) {
        Scene scene = watch.scene();
        return WatchState.newBuilder()
                .setCamera(scene.camera())
                .setNow(scene.now())
                .setPrevious(scene.previous())
                .setLooked(scene.looked())
                .setObjects(scene.objects().stream().map(WatchWire::toAvro).toList())
                .setDelivery(scene.health().delivers().name())
                .setTampered(scene.health().tampered())
                .setHealthAt(scene.health().at())
                .setProfile(scene.profile())
                .setInterrupted(scene.interrupted())
                .setEvidence(toAvro(watch.evidence()))
                .setEpoch(watch.epoch())
                .setSequence(watch.sequence())
                .setWaiting(watch.waiting().stream().map(WatchWire::toAvro).toList())
                .build();
    }

    private static SceneObjectState toAvro(SceneObject object) {
        BoundingBox box = object.box();
        Point origin = object.origin();
        return new SceneObjectState(
                object.id().epoch(),
                object.id().number(),
                object.label(),
                object.score(),
                box.left(),
                box.top(),
                box.right(),
                box.bottom(),
                object.velocity().x(),
                object.velocity().y(),
                object.firstSeen(),
                object.stationarySince(),
                origin == null ? null : origin.x(),
                origin == null ? null : origin.y());
    }

    private static ToldHealth toAvro(RuleInput.Told told) {
        FrameRef status = told.status();
        return new ToldHealth(
                told.health().delivers().name(),
                told.health().tampered(),
                told.health().at(),
                told.epoch(),
                told.lastSequence(),
                status.topic(),
                status.partition(),
                status.offset());
    }

    @Nullable
    private static EvidenceState toAvro(@Nullable Evidence evidence) {
        if (evidence == null) {
            return null;
        }
        FrameId frame = evidence.frame();
        FrameRef ref = evidence.ref();
        FrameRef cause = evidence.cause();
        return new EvidenceState(
                frame == null || ref == null
                        ? null
                        : new EvidenceFrame(
                                frame.epoch(), frame.sequence(), ref.topic(), ref.partition(), ref.offset()),
                evidence.model(),
                cause.topic(),
                cause.partition(),
                cause.offset());
    }

    private static Watch fromAvro(WatchState read) {
        var health = new CameraHealth(
                CameraHealth.Delivery.valueOf(read.getDelivery()), read.getTampered(), read.getHealthAt());
        var scene = new Scene(
                read.getCamera(),
                read.getNow(),
                read.getPrevious(),
                read.getLooked(),
                read.getObjects().stream()
                        .map(object -> fromAvro(read.getCamera(), object))
                        .toList(),
                health,
                read.getProfile(),
                read.getInterrupted());
        return new Watch(
                scene,
                fromAvro(read.getCamera(), read.getEvidence()),
                read.getEpoch(),
                read.getSequence(),
                read.getWaiting().stream()
                        .map(told -> fromAvro(read.getCamera(), told))
                        .toList());
    }

    private static RuleInput.Told fromAvro(String camera, ToldHealth read) {
        return new RuleInput.Told(
                camera,
                new CameraHealth(CameraHealth.Delivery.valueOf(read.getDelivery()), read.getTampered(), read.getAt()),
                read.getEpoch(),
                read.getLastSequence(),
                new FrameRef(read.getTopic(), read.getPartition(), read.getOffset()));
    }

    private static SceneObject fromAvro(String camera, SceneObjectState read) {
        Double originX = read.getOriginX();
        Double originY = read.getOriginY();
        return new SceneObject(
                new TrackId(camera, read.getEpoch(), read.getNumber()),
                read.getLabel(),
                read.getScore(),
                new BoundingBox(read.getLeft(), read.getTop(), read.getRight(), read.getBottom()),
                new Velocity(read.getVelocityX(), read.getVelocityY()),
                read.getFirstSeen(),
                read.getStationarySince(),
                originX == null || originY == null ? null : new Point(originX, originY));
    }

    @Nullable
    private static Evidence fromAvro(String camera, @Nullable EvidenceState read) {
        if (read == null) {
            return null;
        }
        EvidenceFrame frame = read.getFrame();
        return new Evidence(
                frame == null ? null : new FrameId(camera, frame.getEpoch(), frame.getSequence()),
                frame == null ? null : new FrameRef(frame.getTopic(), frame.getPartition(), frame.getOffset()),
                read.getModel(),
                new FrameRef(read.getCauseTopic(), read.getCausePartition(), read.getCauseOffset()));
    }
}
