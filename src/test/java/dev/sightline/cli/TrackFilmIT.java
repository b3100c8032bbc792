package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.dataset.MotText;
import dev.sightline.dataset.MotTrackBox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TrackFilmIT {
    private static final int FRAMES = 20;

    @TempDir
    Path folder;

    @Test
    void followsTheWalkersOfAFilmAndDrawsThem() throws Exception {
        Path film = Footage.film(folder.resolve("walkers.mp4"), FRAMES);
        Path copy = folder.resolve("seen.mp4");
        Session session = Session.of("track", "--video", film, "--out", copy);
        Path text = folder.resolve("seen.txt");
        assertThat(session.err()).isEmpty();
        assertThat(session.code()).isZero();
        assertThat(session.out())
                .singleElement()
                .asString()
                .matches("\\Q" + film + "\\E: 20 frames, \\d+ tracks, .* frames/s -> \\Q" + copy + ", " + text + "\\E");
        assertThat(Footage.frames(copy)).isEqualTo(FRAMES);
        List<MotTrackBox> boxes = MotText.readTracks(text);
        assertThat(boxes.stream().mapToLong(MotTrackBox::id).distinct()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(boxes).filteredOn(box -> box.detection().frame() == FRAMES).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void followsOnlyTheClassThatIsWanted() throws Exception {
        Path film = Footage.film(folder.resolve("walkers.mp4"), 8);
        for (String label : List.of("person", "giraffe")) {
            Path copy = folder.resolve(label + ".mp4");
            assertThat(Session.of("track", "--video", film, "--out", copy, "--label", label)
                            .code())
                    .isZero();
        }
        assertThat(folder.resolve("person.txt")).isNotEmptyFile();
        assertThat(folder.resolve("giraffe.txt")).isEmptyFile();
    }

    @Test
    void neverOverwritesTheFilm() throws Exception {
        Path film = Footage.film(folder.resolve("walkers.mp4"), 2);
        byte[] before = Files.readAllBytes(film);
        Session session = Session.of("track", "--video", film, "--out", film);
        assertThat(session.code()).isEqualTo(1);
        assertThat(session.err()).singleElement().asString().contains("would be overwritten; choose another --out");
        assertThat(Files.readAllBytes(film)).isEqualTo(before);
    }
}
