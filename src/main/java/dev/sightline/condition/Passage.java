package dev.sightline.condition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Objects that come into a zone, or go out of it. An object that appears in the zone has come in, and one that vanishes
 * there has gone out: nobody is missed who comes through a door inside the zone. It has left only when it was outside for
 * longer than {@link #GRACE}, so that one who stands on the zone's edge does not come and go all the time.
 *
 * @param who which objects and which zones
 * @param way which of the two
 */
public record Passage(Selection who, Way way) implements Condition {
    /** How long an object may be outside without having left. */
    public static final Duration GRACE = Duration.ofSeconds(1);

    /** Which way an object goes. */
    public enum Way {
        /** Into the zone. */
        IN,
        /** Out of the zone. */
        OUT
    }

    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        var found = new ArrayList<Finding>();
        Set<Subject> inside = new HashSet<>();
        for (Located located : who.in(scene)) {
            Subject subject = Subject.of(located.object().id(), located.zone());
            Note note = notes.get(subject);
            inside.add(subject);
            notes.put(subject, (note == null ? Note.of(scene.now()) : note).last(scene.now()));
            if (note == null && way == Way.IN) {
                found.add(Finding.of(located, scene.now()));
            }
        }
        for (Map.Entry<Subject, Note> entry : notes.sheet().entrySet()) {
            if (!inside.contains(entry.getKey()) && hasLeft(scene, entry.getKey(), entry.getValue())) {
                notes.remove(entry.getKey());
                if (way == Way.OUT && !scene.interrupted()) {
                    found.add(gone(scene, entry.getKey(), entry.getValue()));
                }
            }
        }
        return found;
    }

    private static boolean hasLeft(Scene scene, Subject subject, Note note) {
        boolean ended = scene.object(subject.tracks().get(0)) == null;
        return ended || Duration.between(note.last(), scene.now()).compareTo(GRACE) > 0;
    }

    /** Someone who has gone, with how long they were there. */
    private static Finding gone(Scene scene, Subject subject, Note note) {
        SceneObject object = scene.object(subject.tracks().get(0));
        double seconds = Duration.between(note.since(), note.last()).toMillis() / 1e3;
        return new Finding(
                subject, note.since(), object == null ? List.of() : List.of(object), Map.of("seconds", seconds));
    }

    @Override
    public List<Selection> selections() {
        return List.of(who);
    }

    @Override
    public String measured(Scene scene, SceneObject object) {
        return who.whereabouts(object);
    }

    @Override
    public boolean momentary() {
        return true;
    }

    @Override
    public boolean ofObjects() {
        return true;
    }

    @Override
    public String describe() {
        return who.whom() + (way == Way.IN ? " comes into " : " leaves ") + who.where();
    }
}
