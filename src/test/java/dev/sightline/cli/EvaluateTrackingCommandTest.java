package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTrackingCommandTest {
    private static final String BOX = ",1,10,10,20,40,1,-1,-1,-1\n";

    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void comparesFoldersOfSequences() throws IOException {
        write("truth/a/gt/gt.txt", "1" + BOX + "2" + BOX);
        write("truth/b.txt", "1" + BOX);
        write("tracks/a.txt", "1" + BOX);
        write("tracks/b.txt", "1" + BOX);
        write("tracks/c.txt", "1" + BOX);
        Path out = folder.resolve("out");
        Session session = Session.of(
                "evaluate",
                "tracking",
                "--ground-truth",
                folder.resolve("truth"),
                "--tracks",
                folder.resolve("tracks"),
                "--out",
                out);
        assertThat(session.err()).isEmpty();
        assertThat(session.out())
                .anyMatch(line -> line.startsWith("| a | 50.00 % | 100.00 % | 66.67 % | 50.00 % |"))
                .anyMatch(line -> line.startsWith("| b | 100.00 % |"))
                .anyMatch(line -> line.startsWith("| **overall** | 66.67 % |"))
                .contains("- left out are tracks without ground truth: c.txt");
        assertThat(out.resolve("evaluation.json")).content().contains("\"MOTA\" : 0.666667");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        Path truth = write("gt.txt", "1" + BOX);
        Path twice = write("tracks.txt", "1" + BOX + "1" + BOX);
        assertThat(Session.of("evaluate", "tracking", "--ground-truth", truth, "--tracks", twice)
                        .err())
                .containsExactly("sightline: tracks, tracks, frame 1: two boxes have the id 1; keep one");
        assertThat(Session.of("evaluate", "tracking", "--ground-truth", truth, "--tracks", folder)
                        .err())
                .singleElement()
                .asString()
                .contains("one is a folder, the other a text");
    }

    @Test
    void saysThatOfGroundTruthNothingCounts() throws IOException {
        Path tracks = write("tracks.txt", "1,1,10,10,20,40,0.93,1,-1,-1\n2,1,10,10,20,40,0.9,1,-1,-1\n");
        Session session = Session.of("evaluate", "tracking", "--ground-truth", tracks, "--tracks", tracks);
        assertThat(session.code()).isZero();
        assertThat(session.err()).isEmpty();
        assertThat(session.out())
                .contains("- in the ground truth of tracks, none of 2 boxes is counted, as their score (column 7)"
                        + " is below 1; set it to 1 where an object counts");
    }

    @Test
    void saysHowManyObjectsADetectorsScoreHides() throws IOException {
        Path truth = write("gt.txt", "1" + BOX + "2,1,10,10,20,40,0.9,1,-1,-1\n3,1,10,10,20,40,0,1,-1,-1\n");
        Path tracks = write("tracks.txt", "1" + BOX);
        assertThat(Session.of("evaluate", "tracking", "--ground-truth", truth, "--tracks", tracks)
                        .out())
                .anyMatch(line -> line.startsWith("| tracks | 100.00 % |"))
                .contains("- in the ground truth of tracks, 1 of 3 boxes are not counted, as their score (column 7)"
                        + " is between 0 and 1");
    }
}
