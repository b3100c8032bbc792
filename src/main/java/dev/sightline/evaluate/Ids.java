package dev.sightline.evaluate;

import dev.sightline.dataset.MotTrackBox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The ids of a sequence's objects or tracks, numbered from 0 as they appear. */
final class Ids {
    private final Map<Long, Integer> places = new HashMap<>();

    Ids(List<TrackedFrame> frames, Function<TrackedFrame, List<MotTrackBox>> boxes) {
        for (TrackedFrame frame : frames) {
            boxes.apply(frame).forEach(box -> places.putIfAbsent(box.id(), places.size()));
        }
    }

    int size() {
        return places.size();
    }

    /** The number of each box's id. */
    int[] places(List<MotTrackBox> boxes) {
        return boxes.stream()
                .mapToInt(box -> Objects.requireNonNull(places.get(box.id())))
                .toArray();
    }
}
