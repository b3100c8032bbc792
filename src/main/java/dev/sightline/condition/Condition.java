package dev.sightline.condition;

import java.util.List;

/**
 * Something that may be true of a scene. Values: equal conditions find the same. They are asked at every frame that was
 * looked at and at every change of the camera, in event time.
 */
public interface Condition {
    /**
     * What fulfils it now.
     *
     * @param scene the camera's scene
     * @param notes what this condition wrote down before, to be brought up to date; nobody else's
     */
    List<Finding> find(Scene scene, Notes notes);

    /** Whether it is true for a moment only, such as a crossing, rather than for a while, such as a presence. */
    boolean momentary();

    /** Whether it is true of objects; else of the scene as a whole or of the camera. */
    boolean ofObjects();

    /** The conditions that it is made of; part {@code i} keeps its notes on sheet {@code i}. */
    default List<Condition> parts() {
        return List.of();
    }

    /** Which objects it looks at, itself and in its parts. */
    default List<Selection> selections() {
        return parts().stream().flatMap(part -> part.selections().stream()).toList();
    }

    /** What it measures of the scene, for people, such as {@code 2 in doorway}; empty when nothing. */
    default String measured(Scene scene) {
        return "";
    }

    /** What it measures of one object in the scene, for people, such as {@code 1.2 box heights/s}; empty when nothing. */
    default String measured(Scene scene, SceneObject object) {
        return "";
    }

    /** The condition in words for people, such as {@code person in doorway for 2 s}. */
    String describe();
}
