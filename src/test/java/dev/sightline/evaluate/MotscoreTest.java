package dev.sightline.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sightline.dataset.MotDetection;
import dev.sightline.dataset.MotText;
import dev.sightline.dataset.MotTrackBox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an independent program in Python, on sequences made at random. */
class MotscoreTest {
    private static final Path SHARED = Path.of(System.getProperty("shared.folder", "../shared"));
    private static final Path MOTSCORE = SHARED.resolve("tools/motscore.py");
    private static final int SEQUENCES = 60;

    @TempDir
    Path folder;

    @BeforeAll
    static void findTheOther() throws Exception {
        assumeTrue(Files.exists(MOTSCORE), "no " + MOTSCORE + " to compare with");
        assumeTrue(run("python3", "-c", "import numpy, scipy").code == 0, "no python3 with numpy and scipy");
    }

    @Test
    void agreesOnRandomSequences() throws Exception {
        List<TrackedSequence> sequences = new ArrayList<>();
        for (int seed = 0; seed < SEQUENCES; seed++) {
            sequences.add(random(seed, "S" + seed));
        }
        Run theirs =
                run("python3", MOTSCORE.toString(), "--dir", folder.toString(), folder.toString() + "/out", "--csv");
        assertThat(theirs.code).as(theirs.out).isZero();
        Map<String, Map<String, String>> rows = rows(theirs.out);
        for (TrackedSequence sequence : sequences) {
            compare(sequence.name(), sequence.score(), Objects.requireNonNull(rows.get(sequence.name())));
        }
        compare(
                "overall",
                new TrackingReport(sequences, List.of()).overall(),
                Objects.requireNonNull(rows.get("OVERALL")));
    }

    private static void compare(String name, TrackingScore ours, Map<String, String> theirs) {
        Map<String, Long> counts = ours.counts();
        Map.of(
                        "IDSW", "idsw", "FP", "fp", "FN", "fn", "Frag", "frag", "MT", "mt", "PT", "pt", "ML", "ml",
                        "objects", "gt_ids", "tracks", "res_ids", "frames", "frames")
                .forEach((mine, other) -> assertThat(counts.get(mine))
                        .as(name + " " + mine)
                        .isEqualTo(Math.round(Double.parseDouble(Objects.requireNonNull(theirs.get(other))))));
        Map<String, Double> shares = ours.shares();
        Map.of("MOTA", "mota", "MOTP", "motp_iou", "IDF1", "idf1", "recall", "recall", "precision", "precision")
                .forEach((mine, other) -> {
                    String text = Objects.requireNonNull(theirs.get(other));
                    double value = text.equals("nan") ? Double.NaN : Double.parseDouble(text);
                    assertThat(shares.get(mine))
                            .as(name + " " + mine)
                            .isCloseTo(value, within(1e-5 * (1 + abs(value))));
                });
    }

    private static double abs(double value) {
        return Double.isNaN(value) ? 0 : Math.abs(value);
    }

    private static Map<String, Map<String, String>> rows(String csv) {
        List<String> lines = csv.lines().toList();
        String[] names = lines.get(0).split(",", -1);
        Map<String, Map<String, String>> rows = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 1; i < cells.length; i++) {
                row.put(names[i], cells[i]);
            }
            rows.put(cells[0], row);
        }
        return rows;
    }

    private record Run(int code, String out) {}

    private static Run run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return new Run(127, String.valueOf(e.getMessage()));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out);
    }

    /**
     * Boxes with whole numbers close together, often on top of each other, with ids that come, go and swap; now and then
     * without height, and sometimes on one side only or on neither, or with no object that counts.
     */
    private TrackedSequence random(int seed, String name) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int frames = 1 + random.nextInt(30);
        int most = seed % 10 == 9 ? 1 : 1 + random.nextInt(7);
        boolean counts = seed % 20 != 13;
        List<MotTrackBox> truth = new ArrayList<>();
        List<MotTrackBox> found = new ArrayList<>();
        for (int frame = 1; frame <= frames; frame++) {
            for (int id = 1; id <= most; id++) {
                double[] box = {random.nextInt(20) + 10.0 * id, random.nextInt(9), 20, random.nextInt(20) > 0 ? 40 : 0};
                if (random.nextInt(5) > 0) {
                    truth.add(box(frame, id, box, counts && random.nextInt(8) > 0 ? 1 : 0));
                }
                box[random.nextInt(4)] += random.nextInt(12);
                if (random.nextInt(4) > 0) {
                    found.add(box(frame, id + (random.nextInt(9) == 0 ? 10 : 0), box, random.nextInt(2)));
                }
                if (random.nextInt(4) == 0) {
                    found.add(box(frame, id + 20, box, 0.5));
                }
            }
        }
        if (seed % 12 == 11) {
            found.clear();
        }
        if (seed % 18 > 15) {
            truth.clear();
        }
        Path gt = Files.createDirectories(folder.resolve(name).resolve("gt")).resolve("gt.txt");
        Path out = Files.createDirectories(folder.resolve("out")).resolve(name + ".txt");
        Files.write(gt, truth.stream().map(MotText::line).toList());
        Files.write(out, found.stream().map(MotText::line).toList());
        return TrackedSequence.of(name, MotText.readTracks(gt), MotText.readTracks(out));
    }

    private static MotTrackBox box(int frame, long id, double[] box, double score) {
        return new MotTrackBox(id, new MotDetection(frame, box[0], box[1], box[2], box[3], score, -1));
    }
}
