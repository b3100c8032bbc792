package dev.sightline.evaluate;

import dev.sightline.dataset.MotTrackBox;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The objects of one film and the tracks that were found in it, frame by frame; frames without either are left out. */
public final class TrackedSequence {
    private final String name;
    private final List<TrackedFrame> frames;
    private final List<String> notes;

    private TrackedSequence(String name, List<TrackedFrame> frames, List<String> notes) {
        this.name = name;
        this.frames = frames;
        this.notes = notes;
    }

    /**
     * The frames of two texts.
     *
     * @param name what to call the sequence
     * @param truth the ground truth; a box with a score below 1 is not counted (MOTChallenge 2015, section 3.3)
     * @param found the tracks, whatever their scores are
     * @throws IllegalArgumentException if an id is twice in a frame
     */
    public static TrackedSequence of(String name, List<MotTrackBox> truth, List<MotTrackBox> found) {
        List<MotTrackBox> counted =
                truth.stream().filter(box -> box.detection().score() >= 1).toList();
        var frames = new TreeMap<Integer, TrackedFrame>();
        counted.forEach(box -> at(frames, box).truth().add(box));
        found.forEach(box -> at(frames, box).found().add(box));
        frames.forEach((number, frame) -> {
            checkIds(name + ", ground truth, frame " + number, frame.truth());
            checkIds(name + ", tracks, frame " + number, frame.found());
        });
        return new TrackedSequence(name, List.copyOf(frames.values()), notes(name, truth, counted.isEmpty()));
    }

    /** A score of 0 says on purpose that a box is not counted; one between 0 and 1 is mostly a detector's. */
    private static List<String> notes(String name, List<MotTrackBox> truth, boolean noneCounts) {
        if (noneCounts && !truth.isEmpty()) {
            return List.of("in the ground truth of " + name + ", none of " + truth.size()
                    + " boxes is counted, as their score (column 7) is below 1; set it to 1 where an object counts");
        }
        long between = truth.stream()
                .mapToDouble(box -> box.detection().score())
                .filter(score -> score > 0 && score < 1)
                .count();
        return between == 0
                ? List.of()
                : List.of("in the ground truth of " + name + ", " + between + " of " + truth.size()
                        + " boxes are not counted, as their score (column 7) is between 0 and 1");
    }

    private static TrackedFrame at(Map<Integer, TrackedFrame> frames, MotTrackBox box) {
        return frames.computeIfAbsent(
                box.detection().frame(), number -> new TrackedFrame(new ArrayList<>(), new ArrayList<>()));
    }

    private static void checkIds(String place, List<MotTrackBox> boxes) {
        Set<Long> seen = new HashSet<>();
        for (MotTrackBox box : boxes) {
            if (!seen.add(box.id())) {
                throw new IllegalArgumentException(place + ": two boxes have the id " + box.id() + "; keep one");
            }
        }
    }

    String name() {
        return name;
    }

    List<TrackedFrame> frames() {
        return frames;
    }

    /** What a reader of the score should know, a line each. */
    List<String> notes() {
        return notes;
    }

    /** How good the tracks are. */
    public TrackingScore score() {
        return new TrackingScore(ClearMot.of(frames), Identities.of(frames), Hota.of(frames));
    }
}
