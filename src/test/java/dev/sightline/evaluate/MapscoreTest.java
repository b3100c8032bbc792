package dev.sightline.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sightline.dataset.BoxForm;
import dev.sightline.dataset.DatasetFormat;
import dev.sightline.dataset.DatasetReader;
import dev.sightline.dataset.LabeledImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against an independent program in Python, on folders made at random. */
class MapscoreTest {
    private static final Path SHARED = Path.of(System.getProperty("shared.folder", "../shared"));
    private static final Path MAPSCORE = SHARED.resolve("tools/mapscore.py");
    private static final String[] LABELS = {"person", "traffic light", "dog", "no entry sign ahead"};
    private static final Pattern MEAN = Pattern.compile("mAP ([0-9.]+)");

    @TempDir
    Path folder;

    @BeforeAll
    static void findTheOther() throws Exception {
        assumeTrue(Files.exists(MAPSCORE), "no " + MAPSCORE + " to compare with");
        assumeTrue(run("python3", "-c", "import numpy").code == 0, "no python3 with numpy to compare with");
    }

    /** Two seeds for each form of boxes. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void agreesOnRandomFolders(long seed) throws Exception {
        Folders made = random(new SplittableRandom(seed));
        BoxForm form = new BoxForm((seed & 1) != 0, (seed & 2) != 0);
        compare(made, form, Protocol.voc(0.5, AveragePrecision.ALL_POINTS), "--interp", "all");
        compare(made, form, Protocol.voc(0.3, AveragePrecision.ELEVEN_POINTS), "--iou", "0.3", "--interp", "11");
        compare(made, form, Protocol.coco(), "--coco");
    }

    /** Its boxes are left, top, width, height in whole pixels, as VOC counts them. */
    @ParameterizedTest
    @CsvSource({"ALL_POINTS, 24.57", "ELEVEN_POINTS, 26.84"})
    void givesTheKnownFiguresOfASmallDataset(AveragePrecision average, double percent) throws Exception {
        Path data = SHARED.resolve("data/map-check");
        assumeTrue(Files.exists(data), "no " + data);
        DatasetReader reader = new DatasetReader(new BoxForm(true, true), "person");
        LabeledImages truth = reader.groundTruth(data.resolve("groundtruths"), null);
        EvaluationReport report = new Evaluation(Protocol.voc(0.3, average))
                .report(truth, reader.detections(data.resolve("detections"), null, truth));
        assertThat(100 * report.mean("AP").orElseThrow()).isCloseTo(percent, within(0.005));
    }

    @Test
    void agreesWithoutAnyDetection() throws Exception {
        Folders made = random(new SplittableRandom(7));
        Path none = Files.createDirectory(folder.resolve("none"));
        compare(new Folders(made.truth, none), BoxForm.EDGES, Protocol.voc(0.5, AveragePrecision.ALL_POINTS));
    }

    private record Folders(Path truth, Path found) {}

    private record Run(int code, String out) {}

    private static void compare(Folders made, BoxForm form, Protocol protocol, String... options) throws Exception {
        DatasetReader reader = new DatasetReader(form, "person");
        LabeledImages truth = reader.groundTruth(made.truth, DatasetFormat.TEXT);
        EvaluationReport report =
                new Evaluation(protocol).report(truth, reader.detections(made.found, DatasetFormat.TEXT, truth));
        List<String> command =
                new ArrayList<>(List.of("python3", MAPSCORE.toString(), made.truth.toString(), made.found.toString()));
        command.addAll(List.of("--fmt", form.sides() ? "xywh" : "xyxy", "--plus1", form.wholePixels() ? "1" : "0"));
        command.addAll(List.of(options));
        Run theirs = run(command.toArray(String[]::new));
        Matcher mean = MEAN.matcher(theirs.out);
        assertThat(mean.find()).as(theirs.out).isTrue();
        assertThat(100 * report.mean("AP").orElseThrow())
                .as("%s %s", protocol.name(), form)
                .isCloseTo(Double.parseDouble(mean.group(1)), within(0.0001));
    }

    private static Run run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return new Run(127, String.valueOf(e.getMessage()));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out);
    }

    /** Boxes with whole numbers close together and few different scores, so that ties of all sorts are frequent. */
    private Folders random(SplittableRandom random) throws IOException {
        Folders made = new Folders(
                Files.createDirectory(folder.resolve("truth")), Files.createDirectory(folder.resolve("found")));
        for (int image = 0; image < 25; image++) {
            List<String> truth = new ArrayList<>();
            List<String> found = new ArrayList<>();
            for (int i = random.nextInt(7); i > 0; i--) {
                int[] box = {random.nextInt(54), random.nextInt(54), 66 + random.nextInt(30), 66 + random.nextInt(40)};
                String label = LABELS[random.nextInt(LABELS.length)];
                truth.add(line(label, box) + (random.nextInt(6) == 0 ? " difficult" : ""));
                for (int times = random.nextInt(4); times > 0; times--) {
                    int[] near = box.clone();
                    near[random.nextInt(4)] += random.nextInt(13) - 6;
                    near[random.nextInt(4)] += random.nextInt(13) - 6;
                    found.add(line(label + " 0." + random.nextInt(1, 10), near));
                }
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                String label = random.nextInt(5) == 0 ? "unheard of" : LABELS[random.nextInt(LABELS.length)];
                found.add(line(label + " " + decimal(random), new int[] {1, 2, 70 + random.nextInt(9), 80}));
            }
            write(made.truth, image, truth, random.nextInt(8) == 0);
            write(made.found, image, found, random.nextInt(8) == 0);
        }
        return made;
    }

    private static void write(Path folder, int image, List<String> lines, boolean absent) throws IOException {
        if (!absent) {
            Files.write(folder.resolve("image-" + image + ".txt"), lines);
        }
    }

    private static String decimal(SplittableRandom random) {
        return String.format(Locale.ROOT, "%.4f", random.nextDouble());
    }

    private static String line(String label, int[] box) {
        return label + " " + box[0] + " " + box[1] + " " + box[2] + " " + box[3];
    }
}
