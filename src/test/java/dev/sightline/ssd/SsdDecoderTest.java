package dev.sightline.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.detect.Detection;
import dev.sightline.detect.DetectionException;
import dev.sightline.detect.Labels;
import dev.sightline.detect.NonMaximumSuppression;
import dev.sightline.geometry.BoundingBox;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SsdDecoderTest {
    private static final Labels LABELS = new Labels(List.of("background", "cat", "", "dog"));
    private static final NonMaximumSuppression SUPPRESSION = new NonMaximumSuppression(0.5, 100, 100);

    @Test
    void candidatesBecomeDetectionsInsideThePictureBestFirst() {
        var found =
                decode(false, candidate(0, 3, 0.75f, 0, 0, 0.5f, 1), candidate(4, 1, 0.875f, 0.75f, -1, 1.25f, 0.5f));
        assertThat(found)
                .containsExactly(
                        new Detection("cat", 1, 0.875, new BoundingBox(0.75, 0, 1, 0.5)),
                        new Detection("dog", 3, 0.75, new BoundingBox(0, 0, 0.5, 1)));
    }

    @Test
    void aBoxGivesItsBestClassOrAllOfThem() {
        var candidates = new PictureCandidates[] {
            candidate(2, 1, 0.6f, 0, 0, 1, 1), candidate(2, 3, 0.7f, 0, 0, 1, 1), candidate(3, 1, 0.5f, 0, 0, 0.2f, 1)
        };
        assertThat(decode(false, candidates)).extracting(Detection::label).containsExactly("dog", "cat");
        assertThat(decode(true, candidates)).extracting(Detection::label).containsExactly("dog", "cat", "cat");
    }

    @Test
    void ofEqualScoresOfABoxTheFirstClassIsTheBest() {
        assertThat(decode(false, candidate(2, 1, 0.6f, 0, 0, 1, 1), candidate(2, 3, 0.6f, 0, 0, 1, 1)))
                .extracting(Detection::label)
                .containsExactly("cat");
    }

    @Test
    void duplicatesAreSuppressed() {
        assertThat(decode(false, candidate(2, 1, 0.6f, 0, 0, 1, 1), candidate(3, 1, 0.8f, 0, 0, 1, 0.9f)))
                .extracting(Detection::score)
                .containsExactly((double) 0.8f);
    }

    @Test
    void aBoxOutsideThePictureIsLeftOut() {
        assertThat(decode(true, candidate(2, 1, 0.6f, 1.5f, 0, 2, 1))).isEmpty();
    }

    @Test
    void noCandidatesGiveNoDetections() {
        assertThat(decode(true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aBoxThatIsNotOfNumbersIsAnError(float broken) {
        assertThatThrownBy(() -> decode(true, candidate(2, 1, 0.6f, 0, 0, broken, 1)))
                .isInstanceOf(DetectionException.class)
                .hasMessage("the model's outputs are not finite numbers");
    }

    @Test
    void refusesArraysThatDoNotFitTogether() {
        assertThatThrownBy(() -> new PictureCandidates(new int[2], new int[2], new float[2], new float[4]))
                .hasMessage("the arrays of 2 candidates do not fit together");
    }

    @Test
    void boxesThatDifferOutsideThePictureOnlyAreOneIfTheyAreClippedFirst() {
        var inside = new PictureCandidates(
                new int[] {0, 1}, new int[] {1, 1}, new float[] {0.9f, 0.8f}, new float[] {0, 0, 1, 1, -2, 0, 1, 1});
        assertThat(new SsdDecoder(LABELS, true, false, SUPPRESSION).decode(inside))
                .hasSize(2);
        assertThat(new SsdDecoder(LABELS, true, true, SUPPRESSION).decode(inside))
                .hasSize(1);
    }

    private static List<Detection> decode(boolean allClasses, PictureCandidates... candidates) {
        int count = candidates.length;
        var all = new PictureCandidates(new int[count], new int[count], new float[count], new float[4 * count]);
        for (int i = 0; i < count; i++) {
            all.defaultBoxes()[i] = candidates[i].defaultBoxes()[0];
            all.classes()[i] = candidates[i].classes()[0];
            all.scores()[i] = candidates[i].scores()[0];
            System.arraycopy(candidates[i].corners(), 0, all.corners(), 4 * i, 4);
        }
        return new SsdDecoder(LABELS, allClasses, false, SUPPRESSION).decode(all);
    }

    private static PictureCandidates candidate(int defaultBox, int classIndex, float score, float... corners) {
        return new PictureCandidates(new int[] {defaultBox}, new int[] {classIndex}, new float[] {score}, corners);
    }
}
