package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.detect.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second, different SSD, described by a card alone: 23 classes of Open Images. */
class OpenImagesModelTest {
    @TempDir
    Path temp;

    @Test
    void anotherModelNeedsOnlyAnotherCard() throws IOException {
        try (SsdDetector detector = SsdDetector.open(new ModelSettings(card(), 0.4, false, 1))) {
            assertThat(detector.model().name()).isEqualTo("ssd_mobilenet_v2_oidv4");
            assertThat(detector.detect(List.of(Golden.image("dog"))).get(0))
                    .extracting(Detection::label)
                    .contains("Dog", "Bicycle");
        }
    }

    private Path card() throws IOException {
        Path models = Golden.models();
        ModelFolder folder = ModelFolder.in(temp);
        Files.copy(models.resolve("ssd_mobilenet_v2_oidv4.onnx"), temp.resolve("oid.onnx"));
        Files.copy(models.resolve("oidv4_labels.txt"), temp.resolve("oid.labels.txt"));
        folder.edit("\"name\": \"ssdlite_mobilenet_v2_coco\"", "\"name\": \"ssd_mobilenet_v2_oidv4\"");
        folder.edit("ssdlite_mobilenet_v2_coco.onnx", "oid.onnx");
        folder.edit("ssdlite_mobilenet_v2_coco.labels.txt", "oid.labels.txt");
        folder.edit(
                "3865f85d0fef9f60442c1b0c7f148ca6b83a944b37ef53303efbec9799d18140",
                "f9e1055a5d54f43ed7d5e63a3a8071ca40924070ca0af5df860faf7b04865125");
        return folder.card();
    }
}
