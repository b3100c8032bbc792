package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateModelCommandTest {
    @TempDir
    Path folder;

    /** The street with the boxes of two of its walkers in the words of another dataset, and a picture of nothing. */
    private Path street(String label) throws IOException {
        Path dataset = Files.createDirectories(folder.resolve("set"));
        Path images = Files.createDirectories(dataset.resolve("images"));
        Footage.picture(images.resolve("street.jpg"));
        Footage.blank(images.resolve("blank.jpg"));
        Path found = folder.resolve("found");
        assertThat(Session.of(
                                "detect",
                                images.resolve("street.jpg"),
                                "--out",
                                found,
                                "--min-score",
                                "0.6",
                                "--no-pictures",
                                "--label",
                                "person")
                        .code())
                .isZero();
        List<String> boxes = Files.readAllLines(found.resolve("street.txt"));
        assertThat(boxes).hasSizeGreaterThanOrEqualTo(2);
        Files.write(
                dataset.resolve("street.txt"),
                boxes.stream()
                        .map(line -> line.replaceFirst("person [0-9.]+", label))
                        .toList());
        Files.writeString(dataset.resolve("blank.txt"), "");
        return dataset;
    }

    private static Session evaluate(Object... arguments) {
        return Session.of(Stream.concat(Stream.of("evaluate", "model", "--dataset"), Arrays.stream(arguments))
                .toArray());
    }

    @Test
    void findsWhatItFoundBefore() throws IOException {
        Path dataset = street("walker");
        Path out = folder.resolve("out");
        Session session = evaluate(dataset, "--map", "walker=person", "--min-score", "0.6", "--out", out);
        assertThat(session.err()).isEmpty();
        assertThat(session.code()).isZero();
        int walkers = Files.readAllLines(dataset.resolve("street.txt")).size();
        assertThat(session.out())
                .contains(
                        "mAP **100.00 %**",
                        "Pictures: 2. Labels: 1.", "| walker | 100.00 % | " + walkers + " | 0 | " + walkers + " | 0 |");
        assertThat(out.resolve("evaluation.json")).content().contains("\"images\" : 2");
    }

    @Test
    void namesAndCountsPicturesThatCannotBeRead() throws IOException {
        Path dataset = street("person");
        Files.writeString(dataset.resolve("images/cut.png"), "not a picture");
        Files.writeString(dataset.resolve("cut.txt"), "person 1 2 3 4");
        Files.writeString(dataset.resolve("gone.txt"), "Zebra Crossing 1 2 3 4");
        Files.writeString(dataset.resolve("blank.txt"), "Unicorn 1 2 3 4");
        Session session = evaluate(dataset, "--min-score", "0.6");
        assertThat(session.code()).isEqualTo(1);
        assertThat(session.err())
                .hasSize(2)
                .satisfies(lines ->
                        assertThat(lines.get(0)).startsWith("sightline: " + dataset.resolve("images/cut.png") + ": "))
                .satisfies(
                        lines -> assertThat(lines.get(1)).isEqualTo("sightline: there is no picture file for 'gone'"));
        assertThat(session.out())
                .contains(
                        "Pictures: 2. Labels: 2.",
                        "mAP **50.00 %**",
                        "- the model knows no Unicorn, no Zebra Crossing",
                        "- 2 pictures could not be read and are left out");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --label walkr       | --label: the ground truth has no 'walkr'; did you mean 'walker'?
            --min-score 0       | --min-score is above 0 and at most 1, not 0.0
            --iou 2             | --iou is above 0 and at most 1, not 2.0
            --map walker=persn  | --map: the model has no 'persn'; did you mean 'person'?
            --interpolation all | the model knows none of the dataset's labels (walker); give its words for them with --map walker=WORD
            """)
    void refusesOptionsThatMakeNoSense(String options, String message) throws IOException {
        Path dataset = Files.createDirectory(folder.resolve("set"));
        Files.writeString(dataset.resolve("a.txt"), "walker 1 2 3 4");
        Footage.blank(dataset.resolve("a.jpg"));
        String[] option = options.split(" ", -1);
        assertThat(evaluate(dataset, option[0], option[1]))
                .isEqualTo(new Session(
                        2, List.of(), List.of("sightline: " + message + "; see 'sightline evaluate model --help'")));
    }

    @Test
    void saysWhatElseItNeeds() throws IOException {
        Path film = Files.writeString(folder.resolve("gt.txt"), "1,1,10,10,20,20,1,-1,-1,-1\n");
        assertThat(evaluate(film).err())
                .containsExactly("sightline: --dataset is of a film; run 'detect --format mot' on the film, then"
                        + " 'evaluate detections'; see 'sightline evaluate model --help'");
        Path dataset = Files.createDirectory(folder.resolve("set"));
        Files.writeString(dataset.resolve("a.txt"), "person 1 2 3 4");
        assertThat(evaluate(dataset))
                .isEqualTo(new Session(
                        1,
                        List.of(),
                        List.of("sightline: " + dataset
                                + ": not one picture of the dataset is there; name their folder with --images")));
    }
}
