package dev.sightline.evaluate;

import static dev.sightline.evaluate.Boxes.dog;
import static dev.sightline.evaluate.Boxes.found;
import static dev.sightline.evaluate.Boxes.truth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.dataset.LabeledBox;
import dev.sightline.dataset.LabeledBox.Kind;
import dev.sightline.dataset.LabeledImage;
import dev.sightline.dataset.LabeledImages;
import dev.sightline.dataset.PixelBox;
import dev.sightline.dataset.ScoredBox;
import dev.sightline.dataset.ScoredImages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By hand; against other programs in {@link MapscoreTest}, against a slow reference in {@link CocoReferenceTest}. */
class EvaluationTest {
    private static final Evaluation VOC = new Evaluation(Protocol.voc(0.5, AveragePrecision.ALL_POINTS));
    private static final Evaluation COCO = new Evaluation(Protocol.coco());

    private static ClassScore only(EvaluationReport report) {
        assertThat(report.classes()).hasSize(1);
        return report.classes().get(0);
    }

    private static double ap(EvaluationReport report) {
        return report.mean("AP").orElseThrow();
    }

    /** Right, wrong, right, of 4 objects: precision 1 up to recall 1/4, 2/3 up to recall 1/2. */
    @Test
    void averagesInThreeWays() {
        LabeledImages truth = truth(dog(0, 10), dog(100, 10), dog(200, 10), dog(300, 10));
        ScoredImages found = found(found(0.9, 0, 10), found(0.8, 50, 10), found(0.7, 100, 10));
        assertThat(ap(VOC.report(truth, found))).isCloseTo(0.25 + 0.25 * 2 / 3, within(1e-12));
        assertThat(ap(new Evaluation(Protocol.voc(0.5, AveragePrecision.ELEVEN_POINTS)).report(truth, found)))
                .isCloseTo((3 + 3 * 2.0 / 3) / 11, within(1e-12));
        assertThat(ap(new Evaluation(Protocol.voc(0.5, AveragePrecision.HUNDRED_AND_ONE_POINTS)).report(truth, found)))
                .isCloseTo((26 + 25 * 2.0 / 3) / 101, within(1e-12));
        ClassScore score = only(VOC.report(truth, found));
        assertThat(score.objects()).isEqualTo(4);
        assertThat(score.right()).isEqualTo(2);
        assertThat(score.wrong()).isEqualTo(1);
        assertThat(score.curve().points())
                .containsExactly(
                        new PrecisionRecall.Point(0.9, 0.25, 1, 1),
                        new PrecisionRecall.Point(0.8, 0.25, 0.5, 2.0 / 3),
                        new PrecisionRecall.Point(0.7, 0.5, 2.0 / 3, 2.0 / 3));
    }

    @Test
    void countsASecondDetectionOfAnObjectAsWrong() {
        ClassScore score = only(VOC.report(truth(dog(0, 10)), found(found(0.9, 0, 10), found(0.8, 1, 10))));
        assertThat(score.right()).isEqualTo(1);
        assertThat(score.wrong()).isEqualTo(1);
    }

    /** Both detections overlap the first object most; only COCO lets the second one have the other object. */
    @Test
    void letsOnlyCocoFallBackOnAnObjectThatIsFree() {
        LabeledImages truth = truth(dog(0, 100), dog(20, 100));
        ScoredImages found = found(found(0.9, 0, 100), found(0.8, 5, 100));
        assertThat(only(VOC.report(truth, found)).right()).isEqualTo(1);
        assertThat(only(COCO.report(truth, found)).right()).isEqualTo(2);
    }

    @Test
    void needsTheOverlapItselfAndNoMore() {
        LabeledImages truth = truth(dog(0, 30));
        assertThat(only(VOC.report(truth, found(found(0.9, 10, 30)))).right()).isEqualTo(1);
        assertThat(only(VOC.report(truth, found(found(0.9, 10.001, 30)))).right())
                .isZero();
    }

    @Test
    void passesOverDifficultObjectsAndAllThatShowsThem() {
        LabeledImages truth = truth(dog(0, 10, Kind.DIFFICULT), dog(100, 10));
        ScoredImages found = found(found(0.9, 0, 10), found(0.8, 0, 10), found(0.7, 100, 10));
        for (Evaluation evaluation : List.of(VOC, COCO)) {
            ClassScore score = only(evaluation.report(truth, found));
            assertThat(score.measures().get("AP")).isEqualTo(1);
            assertThat(score.passedOver()).isEqualTo(1);
            assertThat(score.right()).isEqualTo(1);
            assertThat(score.wrong()).isZero();
        }
    }

    @Test
    void measuresCrowdsByTheDetectionsOwnArea() {
        LabeledImages truth = truth(dog(0, 1000, Kind.CROWD), dog(2000, 10));
        ScoredImages found = found(found(0.9, 5, 10), found(0.8, 500, 10), found(0.7, 2000, 10));
        assertThat(only(COCO.report(truth, found)).measures().get("AP")).isEqualTo(1);
        assertThat(only(VOC.report(truth, found)).wrong()).isEqualTo(2);
    }

    @Test
    void takesTheFirstOfEqualScores() {
        LabeledImages truth = truth(dog(0, 10));
        ScoredBox right = found(0.5, 0, 10);
        ScoredBox wrong = found(0.5, 50, 10);
        assertThat(ap(VOC.report(truth, found(right, wrong)))).isEqualTo(1);
        assertThat(ap(VOC.report(truth, found(wrong, right)))).isEqualTo(0.5);
        Map<String, List<ScoredBox>> images = new LinkedHashMap<>();
        images.put("0", List.of(wrong));
        images.put("1", List.of(right));
        assertThat(ap(VOC.report(truth, new ScoredImages(images)))).isEqualTo(0.5);
    }

    @Test
    void takesEqualObjectsForTwo() {
        ClassScore score = only(COCO.report(
                truth(dog(0, 10), dog(0, 10)), found(found(0.9, 0, 10), found(0.8, 0, 10), found(0.7, 0, 10))));
        assertThat(score.right()).isEqualTo(2);
        assertThat(score.wrong()).isEqualTo(1);
    }

    @Test
    void isZeroWithoutDetections() {
        for (ScoredImages none : List.of(found(), new ScoredImages(Map.of()))) {
            assertThat(ap(VOC.report(truth(dog(0, 10)), none))).isZero();
            assertThat(ap(COCO.report(truth(dog(0, 10)), none))).isZero();
        }
    }

    @Test
    void leavesOutLabelsWithoutGroundTruth() {
        ScoredImages found = found(found(0.9, 0, 10), new ScoredBox("cat", 1, new PixelBox(0, 0, 10, 10)));
        EvaluationReport report = VOC.report(truth(dog(0, 10)), found);
        assertThat(ap(report)).isEqualTo(1);
        assertThat(report.notes()).containsExactly("left out are detections of labels without ground truth: cat (1)");
    }

    @Test
    void leavesLabelsOfWhichNothingMustBeFoundOutOfTheMean() {
        LabeledImages truth = truth(dog(0, 10), new LabeledBox("cat", new PixelBox(0, 0, 9, 9), Kind.DIFFICULT));
        EvaluationReport report = VOC.report(truth, found(found(0.9, 0, 10)));
        assertThat(report.classes()).extracting(ClassScore::label).containsExactly("cat", "dog");
        assertThat(report.classes().get(0).measures()).isEmpty();
        assertThat(ap(report)).isEqualTo(1);
        assertThat(VOC.report(truth(dog(0, 10, Kind.DIFFICULT)), found()).mean("AP"))
                .isEmpty();
    }

    @Test
    void countsDetectionsInPicturesWithoutGroundTruthAsWrong() {
        EvaluationReport report =
                VOC.report(truth(dog(0, 10)), new ScoredImages(Map.of("other", List.of(found(0.9, 0, 10)))));
        assertThat(only(report).wrong()).isEqualTo(1);
        assertThat(report.notes())
                .containsExactly("wrong are detections in pictures that the ground truth does not name: 1");
    }

    /** An object of 32² is both small and medium, as in cocoeval.py; what it has not is not averaged. */
    @ParameterizedTest
    @ValueSource(doubles = {31.9, 32, 96, 96.1})
    void tellsSizesApart(double side) {
        EvaluationReport report = COCO.report(truth(dog(0, side)), found(found(0.9, 0, side)));
        assertThat(only(report).measures().keySet())
                .containsExactlyElementsOf(IntStream.range(0, 6)
                        .mapToObj(report.measures()::get)
                        .filter(name -> switch (name) {
                            case "APs" -> side <= 32;
                            case "APm" -> side >= 32 && side <= 96;
                            case "APl" -> side >= 96;
                            default -> true;
                        })
                        .toList());
        assertThat(only(report).measures().values()).allMatch(ap -> ap == 1);
    }

    @Test
    void goesByTheStatedAreaOfAnObject() {
        LabeledImages truth = truth(new LabeledBox("dog", new PixelBox(0, 0, 100, 100), 500, Kind.COUNTED));
        ClassScore score = only(COCO.report(truth, found(found(0.9, 0, 100))));
        assertThat(score.measures()).containsKeys("APs").doesNotContainKeys("APm", "APl");
    }

    @Test
    void takesOnlyTheBestHundredOfAPictureForCoco() {
        List<ScoredBox> boxes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            boxes.add(found(0.9, 1000 + 20 * i, 10));
        }
        boxes.add(found(0.8, 0, 10));
        ScoredImages found = found(boxes.toArray(ScoredBox[]::new));
        assertThat(only(COCO.report(truth(dog(0, 10)), found)).right()).isZero();
        assertThat(only(VOC.report(truth(dog(0, 10)), found)).right()).isEqualTo(1);
    }

    @Test
    void averagesOverOverlapsForCoco() {
        EvaluationReport report = COCO.report(truth(dog(0, 100)), found(found(0.9, 13, 100)));
        assertThat(report.measures()).containsExactly("AP", "AP50", "AP75", "APs", "APm", "APl");
        assertThat(ap(report)).as("IoU 0.77: six of ten").isCloseTo(0.6, within(1e-12));
        assertThat(report.mean("AP75").orElseThrow()).isEqualTo(1);
        assertThat(report.mean("APs")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN})
    void refusesOverlapsOutOfRange(double iou) {
        assertThatThrownBy(() -> Protocol.voc(iou, AveragePrecision.ALL_POINTS))
                .hasMessage("iou is above 0 and at most 1, not " + iou);
    }

    @Test
    void countsPicturesAndNotes() {
        LabeledImages truth = new LabeledImages(
                List.of(new LabeledImage("1", null, List.of(dog(0, 10))), new LabeledImage("2", null, List.of())));
        EvaluationReport report = VOC.report(truth, found()).withNotes(List.of("a note"));
        assertThat(report.images()).isEqualTo(2);
        assertThat(report.notes()).containsExactly("a note");
    }
}
