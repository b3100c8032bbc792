package dev.sightline.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotesTest {
    private static final Note NOTE = Note.of(Instant.EPOCH);
    private static final Subject DOOR = new Subject(List.of(), "door");

    private final Map<NoteKey, Note> before = Map.of(new NoteKey(0, Subject.SCENE), NOTE);
    private final Notes notes = new Notes(before);

    @Test
    void readingChangesNothing() {
        notes.removeIf((subject, note) -> false);
        assertThat(notes.get(Subject.SCENE)).isEqualTo(NOTE);
        assertThat(notes.part(0).get(Subject.SCENE)).isNull();
        assertThat(notes.sheet()).containsOnlyKeys(Subject.SCENE);
        assertThat(notes.changed()).isFalse();
        assertThat(notes.all()).isEqualTo(before);
    }

    @Test
    void whatAPartWritesIsSeenByAllAndLeavesWhatWasThereBefore() {
        notes.part(3).put(DOOR, NOTE);
        assertThat(notes.changed()).isTrue();
        assertThat(notes.all()).hasSize(2).containsEntry(new NoteKey(4, DOOR), NOTE);
        assertThat(notes.part(3).sheet()).containsOnlyKeys(DOOR);
        assertThat(before).hasSize(1);
    }

    @Test
    void whatIsRemovedIsRemovedFromItsOwnSheetOnly() {
        notes.part(0).put(Subject.SCENE, NOTE);
        notes.part(0).removeIf((subject, note) -> true);
        assertThat(notes.all()).isEqualTo(before);
    }
}
