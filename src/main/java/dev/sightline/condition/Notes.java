package dev.sightline.condition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

    private final Book book;
    private final long node;

    /** All sheets of a rule; they are copied when the first of them is written on. */
    private static final class Book {
        private final List<NearMiss> misses = new ArrayList<>();
        private Map<NoteKey, Note> all;
        private boolean written;

        Book(Map<NoteKey, Note> all) {
            this.all = all;
        }

        Map<NoteKey, Note> toWrite() {
            if (!written) {
                all = new LinkedHashMap<>(all);
                written = true;
            }
            return all;
        }
    }

    /**
     * The notes of a rule, to be changed.
     *
     * @param notes what they are at first; left as they are, and not to be changed by others meanwhile
     */
    public Notes(Map<NoteKey, Note> notes) {
        this(new Book(notes), 0);
    }

    private Notes(Book book, long node) {
        this.book = book;
        this.node = node;
    }

    /** All notes of the rule, oldest first: a view. */
    public Map<NoteKey, Note> all() {
        return Collections.unmodifiableMap(book.all);
    }

    /** Whether anything was written or removed. */
    public boolean changed() {
        return book.written;
    }

    /** What was nearly true and ceased before it was. */
    public List<NearMiss> misses() {
        return List.copyOf(book.misses);
    }

    /** The sheet of part {@code index}, from 0 to 61. */
    Notes part(int index) {
        return new Notes(book, node * FAN + index + 1);
    }

    @Nullable
    Note get(Subject subject) {
        return book.all.isEmpty() ? null : book.all.get(new NoteKey(node, subject));
    }

    void put(Subject subject, Note note) {
        Map<NoteKey, Note> all = book.toWrite();
        all.put(new NoteKey(node, subject), note);
        if (all.size() > MOST) {
            var oldest = all.entrySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    void remove(Subject subject) {
        book.toWrite().remove(new NoteKey(node, subject));
    }

    void removeIf(BiPredicate<Subject, Note> gone) {
        var over = new ArrayList<Subject>();
        book.all.forEach((key, note) -> {
            if (key.node() == node && gone.test(key.subject(), note)) {
                over.add(key.subject());
            }
        });
        over.forEach(this::remove);
    }

    /** The notes of this sheet, oldest first. */
    Map<Subject, Note> sheet() {
        if (book.all.isEmpty()) {
            return Map.of();
        }
        var sheet = new LinkedHashMap<Subject, Note>();
        book.all.forEach((key, note) -> {
            if (key.node() == node) {
                sheet.put(key.subject(), note);
            }
        });
        return sheet;
    }

    void missed(Subject subject, Instant since, Instant until, Duration wanted) {
        book.misses.add(new NearMiss(
                subject,
                since,
                until,
                String.format(
                        Locale.ROOT,
                        "held for %.1f s of %.1f s",
                        Duration.between(since, until).toMillis() / 1e3,
                        wanted.toMillis() / 1e3)));
    }
}
