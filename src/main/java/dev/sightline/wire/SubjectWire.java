package dev.sightline.wire;

import dev.sightline.avro.StateBox;
import dev.sightline.avro.SubjectState;
import dev.sightline.avro.TrackRef;
import dev.sightline.condition.Subject;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.track.TrackId;

/** What rules speak of, in their states. */
final class SubjectWire {
    private SubjectWire() {}

    static SubjectState toAvro(Subject subject) {
        return new SubjectState(
                subject.tracks().stream().map(SubjectWire::toAvro).toList(), subject.zone());
    }

    static Subject fromAvro(String camera, SubjectState read) {
        return new Subject(
                read.getTracks().stream().map(track -> fromAvro(camera, track)).toList(), read.getZone());
    }

    static TrackRef toAvro(TrackId track) {
        return new TrackRef(track.epoch(), track.number());
    }

    static TrackId fromAvro(String camera, TrackRef read) {
        return new TrackId(camera, read.getEpoch(), read.getNumber());
    }

    static StateBox toAvro(BoundingBox box) {
        return new StateBox(box.left(), box.top(), box.right(), box.bottom());
    }

    static BoundingBox fromAvro(StateBox box) {
        return new BoundingBox(box.getLeft(), box.getTop(), box.getRight(), box.getBottom());
    }
}
