package dev.sightline.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.dataset.MotDetection;
import dev.sightline.dataset.MotTrackBox;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HotaTest {
    private final List<MotTrackBox> truth = new ArrayList<>();
    private final List<MotTrackBox> found = new ArrayList<>();

    private static MotTrackBox box(int frame, long id, double left, double width) {
        return new MotTrackBox(id, new MotDetection(frame, left, 0, width, 10, 1, -1));
    }

    private TrackingScore score() {
        return TrackedSequence.of("s", truth, found).score();
    }

    @Test
    void isOneForTheTruthItself() {
        for (int frame = 1; frame <= 4; frame++) {
            truth.add(box(frame, 1, 0, 10));
            found.add(box(frame, 7, 0, 10));
        }
        assertThat(score().hota()).isCloseTo(1, within(1e-12));
    }

    /** Half of the frames of an object: detection 1/2, association 1/2 at every overlap. */
    @Test
    void countsMissedFramesTwice() {
        for (int frame = 1; frame <= 4; frame++) {
            truth.add(box(frame, 1, 0, 10));
        }
        found.add(box(1, 7, 0, 10));
        found.add(box(2, 7, 0, 10));
        assertThat(score().hota()).isCloseTo(0.5, within(1e-12));
    }

    /** A switch in the middle: detection 1, association 1/2. */
    @Test
    void countsASwitchInTheMiddleAsHalf() {
        for (int frame = 1; frame <= 4; frame++) {
            truth.add(box(frame, 1, 0, 10));
            found.add(box(frame, frame <= 2 ? 7 : 8, 0, 10));
        }
        assertThat(score().hota()).isCloseTo(Math.sqrt(0.5), within(1e-12));
    }

    /** An overlap of exactly 0.5 counts at 0.05 to 0.5: ten of nineteen. */
    @Test
    void countsAnOverlapUpToItself() {
        truth.add(box(1, 1, 0, 10));
        found.add(box(1, 7, 0, 5));
        assertThat(score().hota()).isCloseTo(10 / 19.0, within(1e-12));
    }

    @Test
    void isNothingWithoutTracksAndUnknownWithoutAnything() {
        assertThat(score().hota()).isNaN();
        truth.add(box(1, 1, 0, 10));
        assertThat(score().hota()).isZero();
    }

    @Test
    void refusesAnIdTwiceInAFrame() {
        found.add(box(3, 7, 0, 10));
        found.add(box(3, 7, 5, 10));
        assertThatThrownBy(this::score).hasMessage("s, tracks, frame 3: two boxes have the id 7; keep one");
    }

    /** At most three boxes of a kind in a frame, so that all matchings can be tried. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void isThatOfASlowReference(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int frame = 1; frame <= 12; frame++) {
            for (int id = 1; id <= 3; id++) {
                double left = id * 6 + random.nextDouble(4);
                if (random.nextInt(5) > 0) {
                    truth.add(box(frame, id, left, 10));
                }
                if (random.nextInt(5) > 0) {
                    found.add(box(frame, random.nextInt(6) == 0 ? id + 10 : id, left + random.nextDouble(5), 10));
                }
            }
        }
        assertThat(score().hota()).isCloseTo(new SlowHota(truth, found).score(), within(1e-9));
    }

    /** By the definitions, one box at a time. */
    private record SlowHota(List<MotTrackBox> truth, List<MotTrackBox> found) {
        double score() {
            double sum = 0;
            for (int step = 1; step <= 19; step++) {
                sum += score(step * 0.05);
            }
            return sum / 19;
        }

        private double score(double overlap) {
            Set<List<MotTrackBox>> matches = new HashSet<>();
            for (int frame = 1; frame <= 12; frame++) {
                for (List<MotTrackBox> pair : best(in(truth, frame), in(found, frame))) {
                    if (iou(pair.get(0), pair.get(1)) >= overlap - 1e-12) {
                        matches.add(pair);
                    }
                }
            }
            double association = 0;
            for (List<MotTrackBox> one : matches) {
                double both = matches.stream().filter(each -> same(each, one)).count();
                association += both
                        / (count(truth, one.get(0).id())
                                + count(found, one.get(1).id())
                                - both);
            }
            return Math.sqrt(association / (truth.size() + found.size() - matches.size()));
        }

        private static boolean same(List<MotTrackBox> a, List<MotTrackBox> b) {
            return a.get(0).id() == b.get(0).id() && a.get(1).id() == b.get(1).id();
        }

        private static List<MotTrackBox> in(List<MotTrackBox> boxes, int frame) {
            return boxes.stream()
                    .filter(box -> box.detection().frame() == frame)
                    .toList();
        }

        private static double count(List<MotTrackBox> boxes, long id) {
            return boxes.stream().filter(box -> box.id() == id).count();
        }

        private List<List<MotTrackBox>> best(List<MotTrackBox> objects, List<MotTrackBox> tracks) {
            if (objects.isEmpty()) {
                return List.of();
            }
            MotTrackBox first = objects.get(0);
            List<MotTrackBox> rest = objects.subList(1, objects.size());
            List<List<MotTrackBox>> best = best(rest, tracks);
            for (MotTrackBox track : tracks) {
                List<List<MotTrackBox>> with = new ArrayList<>(best(
                        rest,
                        tracks.stream().filter(each -> !each.equals(track)).toList()));
                with.add(List.of(first, track));
                best = weight(with) > weight(best) ? with : best;
            }
            return best;
        }

        private double weight(List<List<MotTrackBox>> pairs) {
            return pairs.stream()
                    .mapToDouble(pair -> iou(pair.get(0), pair.get(1))
                            * alike(pair.get(0).id(), pair.get(1).id()))
                    .sum();
        }

        private double alike(long object, long track) {
            double shared = 0;
            for (MotTrackBox a : truth) {
                for (MotTrackBox b : found) {
                    boolean together = a.id() == object && b.id() == track;
                    if (together && a.detection().frame() == b.detection().frame()) {
                        double all = sum(a, found) + sum(b, truth) - iou(a, b);
                        shared += all > 0 ? iou(a, b) / all : 0;
                    }
                }
            }
            return shared / (count(truth, object) + count(found, track) - shared);
        }

        private static double sum(MotTrackBox box, List<MotTrackBox> others) {
            return in(others, box.detection().frame()).stream()
                    .mapToDouble(other -> iou(box, other))
                    .sum();
        }

        /** All boxes are between the same two lines. */
        private static double iou(MotTrackBox a, MotTrackBox b) {
            double both = Math.min(a.detection().right(), b.detection().right())
                    - Math.max(a.detection().left(), b.detection().left());
            return both <= 0 ? 0 : both / (a.detection().width() + b.detection().width() - both);
        }
    }
}
