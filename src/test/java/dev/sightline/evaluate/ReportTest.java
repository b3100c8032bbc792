package dev.sightline.evaluate;

import static dev.sightline.evaluate.Boxes.dog;
import static dev.sightline.evaluate.Boxes.found;
import static dev.sightline.evaluate.Boxes.truth;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.dataset.LabeledBox;
import dev.sightline.dataset.PixelBox;
import dev.sightline.json.JsonObject;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final EvaluationReport REPORT = new Evaluation(Protocol.coco())
            .report(
                    truth(
                            dog(0, 10),
                            dog(100, 10),
                            dog(200, 10, LabeledBox.Kind.CROWD),
                            new LabeledBox("a|b", new PixelBox(0, 0, 9, 9), LabeledBox.Kind.DIFFICULT)),
                    found(found(0.9, 0, 10), found(0.8, 50, 10)))
            .withNotes(List.of("a\nnote"));

    @Test
    void isATableInMarkdown() {
        assertThat(ReportMarkdown.write(REPORT)).isEqualTo("""
                # Evaluation: COCO, IoU 0.50:0.95

                mAP **50.50 %**, mAP50 **50.50 %**, mAP75 **50.50 %**, mAPs **50.50 %**, mAPm **–**, mAPl **–**

                Pictures: 1. Labels: 2.

                | label | AP | AP50 | AP75 | APs | APm | APl | objects | passed over | right | wrong |
                |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
                | a\\|b | – | – | – | – | – | – | 0 | 1 | 0 | 0 |
                | dog | 50.50 % | 50.50 % | 50.50 % | 50.50 % | – | – | 2 | 1 | 1 | 1 |

                - a note
                """);
    }

    @Test
    void isReadByProgramsAsJson() throws Exception {
        JsonObject root = JsonObject.parse("report", ReportJson.write(REPORT).getBytes(StandardCharsets.UTF_8));
        assertThat(root.text("protocol")).isEqualTo("COCO, IoU 0.50:0.95");
        assertThat(root.whole("images", 1, 1)).isEqualTo(1);
        assertThat(root.object("means").number("mAP", 0, 1)).isEqualTo(0.50495);
        assertThat(root.object("means").has("mAPl")).isTrue();
        JsonObject dog = root.objects("classes").get(1);
        assertThat(dog.text("label")).isEqualTo("dog");
        assertThat(dog.object("measures").number("AP50", 0, 1)).isEqualTo(0.50495);
        assertThat(dog.whole("right", 0, 9)).isEqualTo(1);
        assertThat(dog.numbers("precisionAtRecall", 101)).startsWith(1.0, 1.0).endsWith(0.0);
        assertThat(root.texts("notes")).containsExactly("a\nnote");
    }

    @Test
    void showsItsCurves(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("curves.png");
        CurvePicture.write(REPORT, file);
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isEqualTo(1000);
        assertThat(picture.getRGB(999, 699)).as("white paper").isEqualTo(0xffffffff);
        assertThat(colours(picture)).as("with a line on it").isGreaterThan(3);
    }

    @Test
    void showsSomeOfManyCurvesAndEmptyOnes(@TempDir Path folder) throws Exception {
        List<LabeledBox> boxes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            boxes.add(new LabeledBox("label " + i, new PixelBox(0, 0, 9, 9), LabeledBox.Kind.COUNTED));
        }
        Path file = folder.resolve("curves.png");
        CurvePicture.write(
                new Evaluation(Protocol.voc(0.5, AveragePrecision.ALL_POINTS))
                        .report(truth(boxes.toArray(LabeledBox[]::new)), found()),
                file);
        assertThat(ImageIO.read(file.toFile()).getHeight()).isEqualTo(700);
        CurvePicture.write(new EvaluationReport("none", 0, List.of("AP"), "AP", List.of(), List.of()), file);
        assertThat(ImageIO.read(file.toFile()).getHeight()).isEqualTo(700);
    }

    private static long colours(BufferedImage picture) {
        return Arrays.stream(picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
                .distinct()
                .count();
    }
}
