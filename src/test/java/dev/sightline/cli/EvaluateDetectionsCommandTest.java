package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateDetectionsCommandTest {
    @TempDir
    Path folder;

    private Path truth;
    private Path found;

    @BeforeEach
    void write() throws IOException {
        truth = Files.createDirectory(folder.resolve("truth"));
        found = Files.createDirectory(folder.resolve("found"));
        Files.writeString(truth.resolve("1.txt"), "traffic light 10 10 20 20\nraccoon 50 50 90 90\n");
        Files.writeString(found.resolve("1.txt"), "traffic_light 0.9 10 10 20 20\ndog 0.8 50 50 90 92\n");
    }

    private Session evaluate(Object... more) {
        Object[] arguments = new Object[6 + more.length];
        System.arraycopy(
                new Object[] {"evaluate", "detections", "--ground-truth", truth, "--detections", found},
                0,
                arguments,
                0,
                6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return Session.of(arguments);
    }

    @Test
    void printsAReport() {
        Session session = evaluate();
        assertThat(session.code()).isZero();
        assertThat(session.err()).isEmpty();
        assertThat(session.out())
                .contains(
                        "# Evaluation: VOC, all points, IoU 0.5",
                        "mAP **50.00 %**",
                        "| traffic light | 100.00 % | 1 | 0 | 1 | 0 |",
                        "- left out are detections of labels without ground truth: dog (1)");
    }

    @Test
    void mapsWordsAndWritesFiles() throws IOException {
        Path out = folder.resolve("out");
        Session session = evaluate("--map", "raccoon=dog,cat", "--interpolation", "coco", "--out", out);
        assertThat(session.err()).isEmpty();
        assertThat(session.out())
                .contains("| raccoon | 100.00 % | 100.00 % | 100.00 % | – | 100.00 % | – | 1 | 0 | 1 | 0 |")
                .last()
                .isEqualTo("-> " + out.resolve("evaluation.md") + ", " + out.resolve("evaluation.json") + ", "
                        + out.resolve("precision-recall.png"));
        assertThat(Files.readAllLines(out.resolve("evaluation.md")))
                .isEqualTo(session.out().subList(0, session.out().size() - 1));
        assertThat(out.resolve("evaluation.json")).content().contains("\"mAP\" : 1.0");
        assertThat(out.resolve("precision-recall.png")).isNotEmptyFile();
    }

    @Test
    void looksAtOneLabel() {
        assertThat(evaluate("--label", "raccoon", "--interpolation", "11").out())
                .contains("mAP **0.00 %**")
                .noneMatch(line -> line.contains("traffic light") || line.startsWith("- "));
    }

    @Test
    void readsOtherFormsOfBoxes() throws IOException {
        Files.writeString(truth.resolve("1.txt"), "dog 10 10 9 9\n");
        Files.writeString(found.resolve("1.txt"), "dog 0.5 15 10 9 9\n");
        assertThat(evaluate("--boxes", "xywh", "--iou", "0.33").out())
                .as("4 * 9 / 126 = 0.286")
                .contains("mAP **0.00 %**");
        assertThat(evaluate("--boxes", "xywh", "--voc-pixels", "--iou", "0.33").out())
                .as("5 * 10 / 150 = 0.333")
                .contains("mAP **100.00 %**");
        assertThat(evaluate().err())
                .singleElement()
                .asString()
                .startsWith("sightline: " + truth.resolve("1.txt") + ", line 1: right and bottom must not be before");
    }

    @Test
    void comparesAFilmWithItsSequence() throws IOException {
        truth = Files.writeString(folder.resolve("gt.txt"), "1,1,10,10,20,20,1,-1,-1,-1\n1,2,50,10,20,20,0,-1,-1,-1\n");
        found = Files.writeString(folder.resolve("det.txt"), "1,-1,10,10,20,20,0.5\n1,-1,50,10,20,20,0.9\n");
        assertThat(evaluate().out()).contains("| person | 100.00 % | 1 | 1 | 1 | 0 |");
        assertThat(evaluate("--label", "walker").out()).contains("| walker | 100.00 % | 1 | 1 | 1 | 0 |");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --iou 0                           | --iou is above 0 and at most 1, not 0.0
            --iou NaN                         | --iou is above 0 and at most 1, not NaN
            --interpolation 101               | --interpolation is all, 11 or coco, not '101'
            --interpolation coco --iou 0.5    | --iou is for VOC; COCO has its own overlaps
            --label racoon                    | --label: the ground truth has no 'racoon'; did you mean 'raccoon'?
            --map racoon=dog                  | --map: the ground truth has no 'racoon'; did you mean 'raccoon'?
            """)
    void refusesOptionsThatMakeNoSense(String options, String message) {
        Session session = evaluate((Object[]) options.split(" ", -1));
        assertThat(session)
                .isEqualTo(new Session(
                        2,
                        List.of(),
                        List.of("sightline: " + message + "; see 'sightline evaluate detections --help'")));
    }

    @Test
    void saysThatAPathIsWrong() {
        found = folder.resolve("absent");
        assertThat(evaluate())
                .isEqualTo(new Session(
                        1,
                        List.of(),
                        List.of("sightline: " + found + ": there is no such file or folder; correct the path")));
    }
}
