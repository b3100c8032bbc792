package dev.sightline.wire;

import dev.sightline.alert.AlertObject;
import dev.sightline.alert.Cooldown;
import dev.sightline.alert.Occurrence;
import dev.sightline.alert.RuleState;
import dev.sightline.alert.Severity;
import dev.sightline.alert.Wording;
import dev.sightline.avro.CooldownState;
import dev.sightline.avro.NoteState;
import dev.sightline.avro.OccurrenceObject;
import dev.sightline.avro.OccurrenceState;
import dev.sightline.condition.Note;
import dev.sightline.condition.NoteKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link RuleState} in its store. */
final class RuleStateWire {
    static final AvroSerde<RuleState, dev.sightline.avro.RuleState> SERDE = AvroSerde.of(
            dev.sightline.avro.RuleState.class, RuleStateWire::toAvro, RuleStateWire::fromAvro, "rule-state-1");

    private RuleStateWire() {}

    private static dev.sightline.avro.RuleState toAvro(RuleState state) {
        return new dev.sightline.avro.RuleState(
                state.camera(),
                state.version(),
                state.wording().words(),
                state.wording().severities().stream().map(Severity::name).toList(),
                state.notes().entrySet().stream()
                        .map(entry -> toAvro(entry.getKey(), entry.getValue()))
                        .toList(),
                state.occurrences().stream().map(RuleStateWire::toAvro).toList(),
                state.cooldowns().stream()
                        .map(cooldown -> new CooldownState(SubjectWire.toAvro(cooldown.subject()), cooldown.since()))
                        .toList(),
                state.raised(),
                state.suppressed());
    }

    private static NoteState toAvro(NoteKey key, Note note) {
        return new NoteState(
                key.node(),
                SubjectWire.toAvro(key.subject()),
                note.since(),
                note.last(),
                note.x(),
                note.y(),
                note.number());
    }

    private static OccurrenceState toAvro(Occurrence occurrence) {
        List<OccurrenceObject> objects = occurrence.objects().stream()
                .map(object -> new OccurrenceObject(
                        SubjectWire.toAvro(object.track()),
                        object.label(),
                        object.score(),
                        SubjectWire.toAvro(object.box())))
                .toList();
        return new OccurrenceState(
                SubjectWire.toAvro(occurrence.subject()),
                occurrence.since(),
                occurrence.found(),
                occurrence.last(),
                occurrence.raisedAt(),
                occurrence.escalated(),
                occurrence.heldBack(),
                objects);
    }

    private static RuleState fromAvro(dev.sightline.avro.RuleState read) {
        String camera = read.getCamera();
        Map<NoteKey, Note> notes = new LinkedHashMap<>();
        for (NoteState note : read.getNotes()) {
            notes.put(
                    new NoteKey(note.getNode(), SubjectWire.fromAvro(camera, note.getSubject())),
                    new Note(note.getSince(), note.getLast(), note.getX(), note.getY(), note.getNumber()));
        }
        return new RuleState(
                camera,
                read.getVersion(),
                new Wording(
                        read.getWords(),
                        read.getSeverities().stream().map(Severity::valueOf).toList()),
                notes,
                read.getOccurrences().stream()
                        .map(occurrence -> fromAvro(camera, occurrence))
                        .toList(),
                read.getCooldowns().stream()
                        .map(cooldown ->
                                new Cooldown(SubjectWire.fromAvro(camera, cooldown.getSubject()), cooldown.getSince()))
                        .toList(),
                read.getRaised(),
                read.getSuppressed());
    }

    private static Occurrence fromAvro(String camera, OccurrenceState read) {
        List<AlertObject> objects = read.getObjects().stream()
                .map(object -> new AlertObject(
                        SubjectWire.fromAvro(camera, object.getTrack()),
                        object.getLabel(),
                        object.getScore(),
                        SubjectWire.fromAvro(object.getBox())))
                .toList();
        return new Occurrence(
                SubjectWire.fromAvro(camera, read.getSubject()),
                read.getSince(),
                read.getFound(),
                read.getLast(),
                read.getRaisedAt(),
                read.getEscalated(),
                read.getHeldBack(),
                objects);
    }
}
