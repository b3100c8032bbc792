package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackCommandTest {
    @TempDir
    Path folder;

    private Path detections;

    /** Two objects that walk past each other, one of class 1, one of class 3. */
    @BeforeEach
    void detect() throws IOException {
        detections = folder.resolve("det.txt");
        Files.write(
                detections,
                IntStream.rangeClosed(1, 10)
                        .boxed()
                        .flatMap(frame -> List.of(
                                frame + ",-1," + 10 * frame + ",50,30,60,0.9,1",
                                frame + ",-1," + (300 - 10 * frame) + ",200,30,60,0.8,3")
                                .stream())
                        .toList());
    }

    @Test
    void givesIdsToWhatWasDetected() {
        Session session = Session.of("track", detections);
        assertThat(session.code()).isZero();
        assertThat(session.err()).isEmpty();
        assertThat(session.out())
                .allMatch(line -> line.matches("\\d+,(1,[\\d.,]+,0\\.9,1|2,[\\d.,]+,0\\.8,3),-1,-1"))
                .filteredOn(line -> line.matches("(8|9|10),.*"))
                .hasSize(6);
    }

    @Test
    void writesThemToAFile() throws IOException {
        Path out = folder.resolve("tracks.txt");
        Session session = Session.of("track", detections, "--out", out, "--fps", "10");
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).isNotEmpty();
        assertThat(session)
                .isEqualTo(new Session(
                        0, List.of(detections + ": 2 tracks in " + lines.size() + " boxes -> " + out), List.of()));
    }

    @Test
    void followsOnlyTheClassesThatAreWanted() {
        Session both = Session.of("track", detections);
        Session one = Session.of("track", detections, "--label", "3");
        assertThat(one.code()).isZero();
        assertThat(one.out()).isNotEmpty().allMatch(line -> line.endsWith(",3,-1,-1"));
        assertThat(Session.of("track", detections, "--label", "1", "--label", "3"))
                .isEqualTo(Session.of("track", detections, "--label", "3,1"))
                .isEqualTo(both);
    }

    @Test
    void saysWhichClassesThereAreWhenAWantedOneIsNotThere() {
        Session text = Session.of("track", detections, "--label", "person");
        assertThat(text.code()).isEqualTo(2);
        assertThat(text.err())
                .singleElement()
                .asString()
                .contains("--label: " + detections + " has no class 'person' in its eighth column; it has 1, 3");
        Session film = Session.of("track", "--video", detections, "--label", "persn");
        assertThat(film.code()).isEqualTo(2);
        assertThat(film.err()).singleElement().asString().contains("no 'persn'; did you mean 'person'?");
    }

    @Test
    void neverOverwritesTheDetections() {
        assertThat(Session.of("track", detections, "--out", detections))
                .isEqualTo(failed(detections + " holds the detections and would be overwritten; choose another --out"));
        assertThat(detections).isNotEmptyFile();
    }

    @Test
    void saysWhatIsWrongWithTheText() throws IOException {
        Path absent = folder.resolve("absent.txt");
        assertThat(Session.of("track", absent).err()).singleElement().asString().contains(absent.toString());
        Files.writeString(detections, "1,-1,10,10,20,20,0.9\n2,-1,x,10,20,20,0.9\n");
        assertThat(Session.of("track", detections))
                .isEqualTo(failed(detections + ", line 2: left (column 3) is not a number: 'x'"));
    }

    @ParameterizedTest
    @CsvSource({"0", "1001", "NaN"})
    void refusesFrameRatesOutOfRange(String fps) {
        Session session = Session.of("track", detections, "--fps", fps);
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.err()).singleElement().asString().startsWith("sightline: --fps is 0.01 to 1000, not ");
    }

    @Test
    void wantsATextOrAFilmAndOnlyOne() {
        for (Session session : List.of(Session.of("track"), Session.of("track", detections, "--video", detections))) {
            assertThat(session.code()).isEqualTo(2);
            assertThat(session.err()).singleElement().asString().contains("either DETECTIONS.txt or --video FILM");
        }
        Session session = Session.of("track", "--video", detections, "--out", folder.resolve("tracks.txt"));
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.err()).singleElement().asString().contains("such as tracks.mp4");
        assertThat(Session.of("track", "--video", folder.resolve("absent.mp4")))
                .isEqualTo(failed(folder.resolve("absent.mp4") + ": no such film"));
    }

    private static Session failed(String message) {
        return new Session(1, List.of(), List.of("sightline: " + message));
    }
}
