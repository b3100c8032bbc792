package dev.sightline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetPicturesTest {
    @TempDir
    Path folder;

    private static LabeledImage image(String name, @Nullable String file) {
        return new LabeledImage(name, file, List.of());
    }

    private Path touch(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return Files.createFile(file);
    }

    @ParameterizedTest
    @CsvSource({
        "set, set/images/a.jpg",
        "set, set/JPEGImages/a.png",
        "set, set/a.JPG",
        "set/annotations, set/images/a.jpeg",
        "set/instances.json, set/images/a.jpg",
        "set/instances.json, set/a.jpg"
    })
    void findsPicturesWhereTheyUsuallyAre(String dataset, String picture) throws IOException {
        touch("set/instances.json");
        touch("set/annotations/a.xml");
        Path file = touch(picture);
        LabeledImages truth = new LabeledImages(List.of(image("a", null)));
        assertThat(DatasetPictures.of(folder.resolve(dataset), null, truth)
                        .find(truth.images().get(0)))
                .contains(file);
    }

    @Test
    void goesByTheStatedFileFirst() throws IOException {
        touch("1.jpg");
        Path stated = touch("val/one.png");
        assertThat(new DatasetPictures(List.of(folder)).find(image("1", "val/one.png")))
                .contains(stated);
        assertThat(new DatasetPictures(List.of(folder)).find(image("1", "gone.png")))
                .contains(folder.resolve("1.jpg"));
    }

    @Test
    void findsNothingOutsideItsFolders() throws IOException {
        Path secret = touch("secret.jpg");
        Path inside = Files.createDirectory(folder.resolve("images"));
        DatasetPictures pictures = new DatasetPictures(List.of(inside));
        assertThat(pictures.find(image("x", "../secret.jpg"))).isEmpty();
        assertThat(pictures.find(image("../secret", null))).isEmpty();
        assertThat(pictures.find(image("x", secret.toString()))).isEmpty();
        assertThat(pictures.find(image("x", "a\0b.jpg"))).isEmpty();
    }

    @Test
    void saysThatThereAreNone() {
        LabeledImages truth = new LabeledImages(List.of(image("a", null)));
        assertThatThrownBy(() -> DatasetPictures.of(folder, null, truth))
                .hasMessage(folder + ": not one picture of the dataset is there; name their folder with --images");
    }
}
