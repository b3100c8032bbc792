package dev.sightline.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.dataset.LabeledBox;
import dev.sightline.dataset.LabeledBox.Kind;
import dev.sightline.dataset.LabeledImage;
import dev.sightline.dataset.LabeledImages;
import dev.sightline.dataset.PixelBox;
import dev.sightline.dataset.ScoredBox;
import dev.sightline.dataset.ScoredImages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a slow reference that goes step by step as {@code pycocotools/cocoeval.py} does, with crowds and areas. */
class CocoReferenceTest {
    private static final Map<String, double[]> SIZES = Map.of(
            "AP", new double[] {0, 1e10},
            "APs", new double[] {0, 1024},
            "APm", new double[] {1024, 9216},
            "APl", new double[] {9216, 1e10});

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreesOnRandomPictures(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<LabeledImage> images = new ArrayList<>();
        Map<String, List<ScoredBox>> found = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            String name = "image" + i;
            List<LabeledBox> truths = new ArrayList<>();
            List<ScoredBox> detections = new ArrayList<>();
            fill(random, truths, detections);
            images.add(new LabeledImage(name, null, truths));
            found.put(name, detections);
        }
        LabeledImages truth = new LabeledImages(images);
        EvaluationReport report = new Evaluation(Protocol.coco()).report(truth, new ScoredImages(found));
        SIZES.forEach((measure, size) -> {
            double sum = 0;
            for (int i = 0; i < 10; i++) {
                sum += averagePrecision(images, found, 0.5 + 0.05 * i, size);
            }
            assertThat(report.mean(measure).orElse(-1)).as(measure).isCloseTo(sum / 10, within(1e-9));
        });
        assertThat(report.mean("AP75").orElse(-1))
                .isCloseTo(averagePrecision(images, found, 0.75, new double[] {0, 1e10}), within(1e-9));
        assertThat(report.mean("AP").orElse(-1)).as("a case worth testing").isBetween(0.05, 0.95);
    }

    private static void fill(SplittableRandom random, List<LabeledBox> truths, List<ScoredBox> detections) {
        for (int i = random.nextInt(8); i > 0; i--) {
            PixelBox box = box(random, 400, 15 + random.nextDouble(110));
            Kind kind = random.nextInt(6) == 0 ? Kind.CROWD : Kind.COUNTED;
            truths.add(new LabeledBox("dog", box, box.area() * (0.5 + random.nextDouble(0.5)), kind));
            for (int times = random.nextInt(4); times > 0; times--) {
                double blur = box.width() * random.nextDouble(0.4);
                detections.add(new ScoredBox(
                        "dog",
                        random.nextDouble(),
                        new PixelBox(
                                box.left() + random.nextDouble(blur + 1e-9),
                                box.top() - random.nextDouble(blur + 1e-9),
                                box.right() + random.nextDouble(blur + 1e-9),
                                box.bottom())));
            }
        }
        for (int i = random.nextInt(100) == 0 ? 120 : random.nextInt(4); i > 0; i--) {
            detections.add(new ScoredBox("dog", random.nextDouble(), box(random, 400, 5 + random.nextDouble(120))));
        }
    }

    private static PixelBox box(SplittableRandom random, double range, double side) {
        double left = random.nextDouble(range);
        double top = random.nextDouble(range);
        return new PixelBox(left, top, left + side, top + side * (0.5 + random.nextDouble()));
    }

    private record Scored(double score, boolean matched, boolean ignored) {}

    private static double averagePrecision(
            List<LabeledImage> images, Map<String, List<ScoredBox>> found, double iou, double[] size) {
        List<Scored> all = new ArrayList<>();
        int counted = 0;
        for (LabeledImage image : images) {
            List<LabeledBox> truths = new ArrayList<>(image.boxes());
            truths.sort(Comparator.comparing(truth -> isIgnored(truth, size)));
            counted += (int)
                    truths.stream().filter(truth -> !isIgnored(truth, size)).count();
            all.addAll(match(truths, found.getOrDefault(image.name(), List.of()), iou, size));
        }
        all.sort(Comparator.comparingDouble(Scored::score).reversed());
        List<double[]> curve = new ArrayList<>();
        double right = 0;
        double wrong = 0;
        for (Scored scored : all) {
            if (!scored.ignored) {
                right += scored.matched ? 1 : 0;
                wrong += scored.matched ? 0 : 1;
                curve.add(new double[] {right / counted, right / (right + wrong)});
            }
        }
        double sum = 0;
        for (int i = 0; i <= 100; i++) {
            double recall = i / 100.0 - 1e-12;
            sum += curve.stream()
                    .filter(point -> point[0] >= recall)
                    .mapToDouble(point -> point[1])
                    .max()
                    .orElse(0);
        }
        return sum / 101;
    }

    /** The loop of evaluateImg. */
    private static List<Scored> match(List<LabeledBox> truths, List<ScoredBox> detections, double iou, double[] size) {
        List<ScoredBox> best = new ArrayList<>(detections);
        best.sort(Comparator.comparingDouble(ScoredBox::score).reversed());
        boolean[] used = new boolean[truths.size()];
        List<Scored> scored = new ArrayList<>();
        for (ScoredBox detection : best.subList(0, Math.min(100, best.size()))) {
            double overlap = Math.min(iou, 1 - 1e-10);
            int match = -1;
            for (int j = 0; j < truths.size(); j++) {
                boolean crowd = truths.get(j).kind() == Kind.CROWD;
                if (used[j] && !crowd) {
                    continue;
                }
                if (match > -1 && !isIgnored(truths.get(match), size) && isIgnored(truths.get(j), size)) {
                    break;
                }
                double each = overlap(detection.box(), truths.get(j).box(), crowd);
                if (each >= overlap) {
                    overlap = each;
                    match = j;
                }
            }
            if (match > -1) {
                used[match] = true;
                scored.add(new Scored(detection.score(), true, isIgnored(truths.get(match), size)));
            } else {
                double area = detection.box().width() * detection.box().height();
                scored.add(new Scored(detection.score(), false, area < size[0] || area > size[1]));
            }
        }
        return scored;
    }

    private static boolean isIgnored(LabeledBox truth, double[] size) {
        return truth.kind() == Kind.CROWD || truth.area() < size[0] || truth.area() > size[1];
    }

    private static double overlap(PixelBox a, PixelBox b, boolean crowd) {
        double width = Math.max(0, Math.min(a.right(), b.right()) - Math.max(a.left(), b.left()));
        double height = Math.max(0, Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top()));
        double areaA = a.width() * a.height();
        double areaB = b.width() * b.height();
        double common = width * height;
        return common / (crowd ? areaA : areaA + areaB - common);
    }
}
