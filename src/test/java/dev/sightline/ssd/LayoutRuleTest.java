package dev.sightline.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.ssd.LayoutRule.Scaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LayoutRuleTest {
    /** The authors' four models, in pixels: {@code ssd_pascal.py} and {@code ssd_coco.py} with sizes cut off. */
    @SuppressWarnings("ImmutableEnumChecker") // its arrays are not changed
    private enum Original {
        SSD300_VOC(
                LayoutRule.SSD300_VOC, new int[] {30, 60, 111, 162, 213, 264}, new int[] {60, 111, 162, 213, 264, 315}),
        SSD300_COCO(
                LayoutRule.SSD300_COCO, new int[] {21, 45, 99, 153, 207, 261}, new int[] {45, 99, 153, 207, 261, 315}),
        SSD512_VOC(LayoutRule.SSD512_VOC, new int[] {35, 76, 153, 230, 307, 384, 460}, new int[] {
            76, 153, 230, 307, 384, 460, 537
        }),
        SSD512_COCO(LayoutRule.SSD512_COCO, new int[] {20, 51, 133, 215, 296, 378, 460}, new int[] {
            51, 133, 215, 296, 378, 460, 542
        });

        final LayoutRule rule;
        final int[] minSizes;
        final int[] maxSizes;

        Original(LayoutRule rule, int[] minSizes, int[] maxSizes) {
            this.rule = rule;
            this.minSizes = minSizes;
            this.maxSizes = maxSizes;
        }
    }

    /** The loops of {@code PriorBoxLayer::Forward_cpu}: cell, size, ratio; pixels; corners. */
    private static List<double[]> caffe(Original original) {
        boolean small = original.rule.inputSize() == 300;
        int imgSize = small ? 300 : 512;
        int[] layerSizes = small ? new int[] {38, 19, 10, 5, 3, 1} : new int[] {64, 32, 16, 8, 4, 2, 1};
        int[] steps = small ? new int[] {8, 16, 32, 64, 100, 300} : new int[] {8, 16, 32, 64, 128, 256, 512};
        var top = new ArrayList<double[]>();
        for (int map = 0; map < layerSizes.length; map++) {
            boolean two = map == 0 || map >= layerSizes.length - 2;
            double[] ratios = two ? new double[] {2, 1 / 2.0} : new double[] {2, 1 / 2.0, 3, 1 / 3.0};
            for (int h = 0; h < layerSizes[map]; h++) {
                for (int w = 0; w < layerSizes[map]; w++) {
                    double centerX = (w + 0.5) * steps[map];
                    double centerY = (h + 0.5) * steps[map];
                    double minSize = original.minSizes[map];
                    top.add(corners(centerX, centerY, minSize, minSize, imgSize));
                    double between = Math.sqrt(minSize * original.maxSizes[map]);
                    top.add(corners(centerX, centerY, between, between, imgSize));
                    for (double ratio : ratios) {
                        double width = minSize * Math.sqrt(ratio);
                        double height = minSize / Math.sqrt(ratio);
                        top.add(corners(centerX, centerY, width, height, imgSize));
                    }
                }
            }
        }
        return top;
    }

    private static double[] corners(double centerX, double centerY, double width, double height, int imgSize) {
        return new double[] {
            (centerX - width / 2) / imgSize,
            (centerY - height / 2) / imgSize,
            (centerX + width / 2) / imgSize,
            (centerY + height / 2) / imgSize
        };
    }

    private static double[] corners(DefaultBox box) {
        return corners(box.cx(), box.cy(), box.width(), box.height(), 1);
    }

    @ParameterizedTest
    @EnumSource
    void everyCoordinateIsThatOfCaffesLoops(Original original) {
        List<double[]> expected = caffe(original);
        List<DefaultBox> boxes = DefaultBoxGenerator.generate(original.rule.layout());

        assertThat(boxes).hasSameSizeAs(expected);
        for (int i = 0; i < boxes.size(); i++) {
            assertThat(corners(boxes.get(i))).as("box %d", i).containsExactly(expected.get(i), within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource
    void clippedCornersAreThoseOfCaffesLoopsInsideThePicture(Original original) {
        List<double[]> expected = caffe(original);
        var layout = original.rule.layout().withClip(SsdLayout.Clip.CORNERS);
        List<DefaultBox> boxes = DefaultBoxGenerator.generate(layout);

        assertThat(boxes).hasSameSizeAs(expected);
        for (int i = 0; i < boxes.size(); i++) {
            double[] inside = Arrays.stream(expected.get(i))
                    .map(x -> Math.min(Math.max(x, 0), 1))
                    .toArray();
            assertThat(corners(boxes.get(i))).as("box %d", i).containsExactly(inside, within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource
    void clippedSizesLeaveTheCentreWhereItIs(Original original) {
        List<DefaultBox> whole = DefaultBoxGenerator.generate(original.rule.layout());
        var layout = original.rule.layout().withClip(SsdLayout.Clip.SIZES);
        List<DefaultBox> clipped = DefaultBoxGenerator.generate(layout);

        assertThat(whole).anyMatch(box -> box.width() > 1).anyMatch(box -> box.height() > 1);
        for (int i = 0; i < whole.size(); i++) {
            DefaultBox box = whole.get(i);
            assertThat(clipped.get(i))
                    .isEqualTo(new DefaultBox(box.cx(), box.cy(), Math.min(box.width(), 1), Math.min(box.height(), 1)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOrderOfShapesPutsAllCellsOfAShapeTogether(Original original) {
        SsdLayout cells = original.rule.layout();
        var layout = new SsdLayout(cells.maps(), SsdLayout.Order.SHAPES, SsdLayout.Clip.NONE);
        List<DefaultBox> byCell = DefaultBoxGenerator.generate(cells);
        var expected = new ArrayList<DefaultBox>();
        int start = 0;
        for (var map : cells.maps()) {
            int shapes = map.shapes().size();
            int end = start + map.size() * map.size() * shapes;
            for (int shape = 0; shape < shapes; shape++) {
                for (int i = start + shape; i < end; i += shapes) {
                    expected.add(byCell.get(i));
                }
            }
            start = end;
        }

        assertThat(DefaultBoxGenerator.generate(layout)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "SSD300_VOC,  5776;2166;600;150;36;4,           8732",
        "SSD300_COCO, 5776;2166;600;150;36;4,           8732",
        "SSD512_VOC,  16384;6144;1536;384;96;16;4,      24564",
        "SSD512_COCO, 16384;6144;1536;384;96;16;4,      24564",
    })
    void eachMapHasAsManyBoxesAsInThePaper(Original original, String counts, int total) {
        SsdLayout layout = original.rule.layout();

        assertThat(layout.maps())
                .extracting(map ->
                        Integer.toString(map.size() * map.size() * map.shapes().size()))
                .containsExactly(counts.split(";", -1));
        assertThat(layout.boxCount()).isEqualTo(total);
        assertThat(DefaultBoxGenerator.generate(layout)).hasSize(total);
    }

    /** By hand: centre in pixels is (index + 0.5) times the step; the last box of a cell is the upright of 1 to 2 or 3. */
    @ParameterizedTest
    @CsvSource({
        "SSD300_VOC,  0,     4,   30,     30",
        "SSD300_VOC,  5775,  300, 21.2132, 42.4264",
        "SSD300_VOC,  5776,  8,   60,     60",
        "SSD300_VOC,  7941,  296, 34.6410, 103.9230",
        "SSD300_VOC,  7942,  16,  111,    111",
        "SSD300_VOC,  8541,  304, 64.0859, 192.2576",
        "SSD300_VOC,  8542,  32,  162,    162",
        "SSD300_VOC,  8691,  288, 93.5307, 280.5922",
        "SSD300_VOC,  8692,  50,  213,    213",
        "SSD300_VOC,  8727,  250, 150.6137, 301.2275",
        "SSD300_VOC,  8728,  150, 264,    264",
        "SSD300_VOC,  8731,  150, 186.6762, 373.3524",
        "SSD512_COCO, 0,     4,   20,     20",
        "SSD512_COCO, 16383, 508, 14.1421, 28.2843",
        "SSD512_COCO, 16384, 8,   51,     51",
        "SSD512_COCO, 22527, 504, 29.4449, 88.3346",
        "SSD512_COCO, 22528, 16,  133,    133",
        "SSD512_COCO, 24063, 496, 76.7876, 230.3628",
        "SSD512_COCO, 24560, 256, 460,    460",
        "SSD512_COCO, 24563, 256, 325.2691, 650.5382",
    })
    void theFirstAndLastBoxesOfMapsAreThoseWorkedOutByHand(
            Original original, int index, double centre, double width, double height) {
        DefaultBox box = DefaultBoxGenerator.generate(original.rule.layout()).get(index);
        int pixels = original.rule.inputSize();

        assertThat(box.cx() * pixels).isCloseTo(centre, within(1e-9));
        assertThat(box.cy() * pixels).isCloseTo(centre, within(1e-9));
        assertThat(box.width() * pixels).isCloseTo(width, within(1e-4));
        assertThat(box.height() * pixels).isCloseTo(height, within(1e-4));
    }

    /** Equation 4 of the paper with 0.1 before it and 1 after it; Caffe has 0.37, 0.54, 0.71, 0.88 and 1.05. */
    @Test
    void thePapersScalesAreNotRounded() {
        double[] scales = {0.1, 0.2, 0.375, 0.55, 0.725, 0.9, 1.0};
        var rule = new LayoutRule(Scaling.PAPER, 300, 10, 20, 90, LayoutRule.SSD300_VOC.maps());
        SsdLayout layout = rule.layout();

        assertThat(layout.boxCount()).isEqualTo(8732);
        for (int i = 0; i < 6; i++) {
            var shapes = layout.maps().get(i).shapes();
            assertThat(shapes.get(1).scale()).isCloseTo(Math.sqrt(scales[i] * scales[i + 1]), within(1e-12));
            for (int j = 0; j < shapes.size(); j++) {
                if (j != 1) {
                    assertThat(shapes.get(j).scale()).isCloseTo(scales[i], within(1e-12));
                }
            }
        }
    }

    @Test
    void refusesSenselessRules() {
        var maps = LayoutRule.SSD300_VOC.maps();
        assertThatThrownBy(() -> new LayoutRule(Scaling.CAFFE, 300, 10, 20, 90, maps.subList(0, 2)))
                .hasMessage("a rule is for at least three maps, not 2");
        assertThatThrownBy(() -> new LayoutRule(Scaling.CAFFE, 300, 20, 10, 90, maps))
                .hasMessage("scales rise from above 0 to at most 100 %, not 20, 10, 90");
        assertThatThrownBy(() -> new LayoutRule(Scaling.PAPER, 300, 10, 20, 101, maps))
                .hasMessage("scales rise from above 0 to at most 100 %, not 10, 20, 101");
    }
}
