package dev.sightline.condition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What the conditions of one rule remember between moments. A combined condition gives each of its parts a sheet of its
 * own; a sheet's number is made of the way to it. At most {@link #MOST} notes are kept: the oldest goes first. For use by
 * one thread.
 */
public final class Notes {
    /** The most notes of a rule on one camera. */
    public static final int MOST = 10_000;

    private static final int FAN = 64;

    private final Map<NoteKey, Note> all;
    private final List<NearMiss> misses;
    private final long node;

    /** The notes of a rule, to be changed. */
    public Notes(Map<NoteKey, Note> notes) {
        this(new LinkedHashMap<>(notes), new ArrayList<>(), 0);
    }

    private Notes(Map<NoteKey, Note> all, List<NearMiss> misses, long node) {
        this.all = all;
        this.misses = misses;
        this.node = node;
    }

    /** All notes of the rule, oldest first. */
    public Map<NoteKey, Note> all() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    /** What was nearly true and ceased before it was. */
    public List<NearMiss> misses() {
        return List.copyOf(misses);
    }

    /** The sheet of part {@code index}, from 0 to 61. */
    Notes part(int index) {
        return new Notes(all, misses, node * FAN + index + 1);
    }

    @Nullable
    Note get(Subject subject) {
        return all.get(new NoteKey(node, subject));
    }

    void put(Subject subject, Note note) {
        all.put(new NoteKey(node, subject), note);
        if (all.size() > MOST) {
            var oldest = all.entrySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    void remove(Subject subject) {
        all.remove(new NoteKey(node, subject));
    }

    void removeIf(BiPredicate<Subject, Note> gone) {
        all.entrySet()
                .removeIf(entry -> entry.getKey().node() == node
                        && gone.test(entry.getKey().subject(), entry.getValue()));
    }

    /** The notes of this sheet, oldest first. */
    Map<Subject, Note> sheet() {
        var sheet = new LinkedHashMap<Subject, Note>();
        all.forEach((key, note) -> {
            if (key.node() == node) {
                sheet.put(key.subject(), note);
            }
        });
        return sheet;
    }

    void missed(Subject subject, Instant since, Instant until, Duration wanted) {
        misses.add(new NearMiss(
                subject,
                since,
                until,
                "held for %.1f s of %.1f s"
                        .formatted(Duration.between(since, until).toMillis() / 1e3, wanted.toMillis() / 1e3)));
    }
}
