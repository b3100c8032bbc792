package dev.sightline.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sightline.geometry.ImageSize;
import dev.sightline.picture.PictureFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures and what is wrong with arguments; films are in {@link DetectCommandIT}. */
class DetectCommandTest {
    @TempDir
    Path folder;

    @Test
    void writesACopyAndATextOfTheSameNameForEachPicture() throws IOException {
        Path street = Footage.picture(folder.resolve("000139.jpg"));
        Path blank = Footage.blank(folder.resolve("blank.jpeg"));
        Session session = Session.of("detect", street, blank, "--out", out());
        assertThat(session.code()).isZero();
        assertThat(session.err()).isEmpty();
        assertThat(session.out())
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(0)).startsWith(street + ": "))
                .satisfies(lines -> assertThat(lines.get(1))
                        .isEqualTo(blank + ": 0 detections -> " + out("blank.jpg") + ", " + out("blank.txt")));
        assertThat(Files.readAllLines(out("000139.txt")))
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(line -> line.matches("[a-z_]+ [01]\\.\\d{6}( \\d+\\.\\d{2}){4}"))
                .filteredOn(line -> line.startsWith("person "))
                .hasSizeBetween(3, 8);
        assertThat(PictureFile.read(out("000139.jpg")).size()).isEqualTo(new ImageSize(768, 576));
        assertThat(PictureFile.read(out("000139.jpg")).bgr())
                .isNotEqualTo(PictureFile.read(street).bgr());
        assertThat(out("blank.txt")).isEmptyFile();
    }

    @Test
    void writesOnlyTheLabelsAndScoresThatAreAskedFor() throws IOException {
        Path street = Footage.picture(folder.resolve("street.jpg"));
        Session session = Session.of(
                "detect", street, "--out", out(), "--label", "Person", "--min-score", "0.6", "--no-pictures");
        assertThat(session.code()).isZero();
        assertThat(Files.readAllLines(out("street.txt")))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("person "))
                .allMatch(line -> Double.parseDouble(line.split(" ", -1)[1]) >= 0.6);
        assertThat(out("street.jpg")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "json | \\{\"frame\":1,\"width\":768,\"height\":576,\"detections\":\\[\\{\"label\":\"person\",.*}]}",
                "MOT | 1,-1(,\\d+(\\.\\d+)?){4},0\\.\\d+,-1,-1,-1"
            })
    void writesOtherFormats(String format, String line) throws IOException {
        Path street = Footage.picture(folder.resolve("street.jpg"));
        assertThat(Session.of("detect", street, "--out", out(), "--format", format)
                        .code())
                .isZero();
        assertThat(Files.readAllLines(out("street.txt"))).isNotEmpty().allMatch(text -> text.matches(line));
    }

    @Test
    void keepsTheResultsOfSourcesOfTheSameNameApart() throws IOException {
        Path a = Footage.blank(Files.createDirectory(folder.resolve("a")).resolve("1.jpg"));
        Path b = Footage.blank(Files.createDirectory(folder.resolve("b")).resolve("1.jpg"));
        Session session = Session.of("detect", a, b, "--out", out());
        assertThat(session.code()).isZero();
        assertThat(session.out())
                .containsExactly(
                        a + ": 0 detections -> " + out("1.jpg") + ", " + out("1.txt"),
                        b + ": 0 detections -> " + out("1-2.jpg") + ", " + out("1-2.txt"));
    }

    @Test
    void neverOverwritesASource() throws IOException {
        Path picture = Footage.blank(folder.resolve("1.jpg"));
        byte[] before = Files.readAllBytes(picture);
        Session session = Session.of("detect", picture, "--out", folder);
        assertThat(session.code()).isEqualTo(1);
        assertThat(session.err())
                .containsExactly(
                        "sightline: " + picture + " is a source and would be overwritten; choose another --out");
        assertThat(picture).hasBinaryContent(before);
        assertThat(Session.of("detect", picture, "--out", folder, "--no-pictures")
                        .code())
                .isZero();
    }

    @Test
    void doesTheOtherSourcesWhenSomeFail() throws IOException {
        Path all = Files.createDirectory(folder.resolve("all"));
        Footage.blank(all.resolve("good.jpg"));
        Path cut = Footage.blank(all.resolve("cut.jpg"));
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 400));
        Files.writeString(all.resolve("notes.txt"), "passed over in a folder");
        Path text = Files.writeString(folder.resolve("text.mp4"), "not a film");
        Path absent = folder.resolve("absent.jpg");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Session session = Session.of("detect", absent, empty, text, all, "--out", out());
        assertThat(session.code()).isEqualTo(1);
        assertThat(session.err())
                .containsExactlyInAnyOrder(
                        "sightline: " + absent + ": there is no such file or folder; correct the path",
                        "sightline: " + empty + " holds no pictures or films; name a folder that does",
                        "sightline: " + text + " is neither a picture nor a film that can be read",
                        "sightline: " + cut + ": the JPEG picture is cut off");
        assertThat(session.out()).hasSize(1);
        try (var written = Files.list(out())) {
            assertThat(written).containsExactlyInAnyOrder(out("good.jpg"), out("good.txt"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--min-score 0 | --min-score is above 0 and at most 1, not 0.0",
                "--min-score 1.5 | --min-score is above 0 and at most 1, not 1.5",
                "--min-score NaN | --min-score is above 0 and at most 1, not NaN",
                "--tiles 2by2 | --tiles is columns x rows, such as 2x2, not '2by2'",
                "--tiles 1x1 | --tiles is 2 to 16 in all, not 1x1",
                "--tile-overlap 0.1 | --tile-overlap goes with --tiles; add that",
                "--tiles=2x2 --tile-overlap=0.6 | --tile-overlap is 0 to 0.5, not 0.6",
                "--seconds -1 | --seconds is 0 or more, not -1",
                "--label persn | --label: the model has no 'persn'; did you mean 'person'?"
            })
    void refusesOptionsOutOfRange(String options, String message) throws IOException {
        Path picture = Footage.blank(folder.resolve("1.jpg"));
        String[] option = options.split(" ", -1);
        Session session = Session.of("detect", picture, "--out", out(), option[0], option[1]);
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.err()).containsExactly("sightline: " + message + "; see 'sightline detect --help'");
        assertThat(out()).doesNotExist();
    }

    @Test
    void saysThatAModelIsMissingOrCorrupt() throws IOException {
        Path picture = Footage.blank(folder.resolve("1.jpg"));
        Path card = folder.resolve("ssdlite_mobilenet_v2_coco.json");
        assertThat(Session.of("detect", picture, "--out", out(), "--model", card))
                .isEqualTo(new Session(1, List.of(), List.of("sightline: there is no model file " + card)));
        for (String name : List.of("ssdlite_mobilenet_v2_coco.json", "ssdlite_mobilenet_v2_coco.labels.txt")) {
            try (InputStream file = requireNonNull(getClass().getResourceAsStream("/models/" + name))) {
                Files.copy(file, folder.resolve(name));
            }
        }
        Files.writeString(folder.resolve("ssdlite_mobilenet_v2_coco.onnx"), "damaged");
        Session session = Session.of("detect", picture, "--out", out(), "--model", card);
        assertThat(session.code()).isEqualTo(1);
        assertThat(session.err())
                .singleElement()
                .asString()
                .startsWith("sightline: the model file ssdlite_mobilenet_v2_coco.onnx is damaged or another one: ");
    }

    private Path out(String... name) {
        Path out = folder.resolve("out");
        return name.length == 0 ? out : out.resolve(name[0]);
    }

    @Test
    void saysThatAFileMayNotBeRead() throws IOException {
        Path closed = Footage.blank(folder.resolve("closed.jpg"));
        assumeTrue(closed.toFile().setReadable(false) && !Files.isReadable(closed), "whoever runs this may read all");
        assertThat(Session.of("detect", closed, "--out", out()).err())
                .containsExactly("sightline: " + closed + ": access is denied; change its permissions or name another");
    }
}
