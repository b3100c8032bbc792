package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.detect.DetectionException;
import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are whole but are not what their card says. */
class ModelMismatchTest {
    @TempDir
    Path temp;

    private ModelFolder folder;

    @BeforeEach
    void write() throws IOException {
        folder = ModelFolder.in(temp);
    }

    @Test
    void labelsOfAnotherModel() throws IOException {
        List<String> lines = Files.readAllLines(folder.labels());
        Files.write(folder.labels(), lines.subList(0, 90));
        assertRefused(
                "ssdlite_mobilenet_v2_coco.onnx does not fit its card: for two pictures, the shape of the scores is"
                        + " (2, 1917, 91), not (2, 1917, 90) as its default boxes and labels ask");
    }

    @Test
    void defaultBoxesOfAnotherModel() throws IOException {
        folder.edit("{\"map\": 19,", "{\"map\": 20,");
        assertRefused(
                "ssdlite_mobilenet_v2_coco.onnx does not fit its card: for two pictures, the shape of the boxes is"
                        + " (2, 1917, 4), not (2, 2034, 4) as its default boxes and labels ask");
    }

    @Test
    void inputOfAnotherSize() throws IOException {
        folder.edit("\"width\": 300", "\"width\": 512");
        assertRefusedStartingWith("ssdlite_mobilenet_v2_coco.onnx does not fit its card: ");
    }

    @Test
    void outputsOfOtherNames() throws IOException {
        folder.edit("\"scores\": \"scores\"", "\"scores\": \"logits\"");
        assertRefusedStartingWith("ssdlite_mobilenet_v2_coco.onnx does not fit its card: ");
        folder.edit("\"name\": \"images\"", "\"name\": \"pictures\"");
        assertRefusedStartingWith("ssdlite_mobilenet_v2_coco.onnx does not fit its card: ");
    }

    @Test
    void aFileThatIsNoNetwork() throws Exception {
        byte[] text = "This is no network.".getBytes(StandardCharsets.UTF_8);
        Files.write(folder.model(), text);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        folder.edit("3865f85d0fef9f60442c1b0c7f148ca6b83a944b37ef53303efbec9799d18140", sha256);
        assertRefusedStartingWith("the engine cannot load ssdlite_mobilenet_v2_coco.onnx: ");
    }

    /** Pictures scaled to numbers beyond float32 make the network overflow. */
    @Test
    void outputsThatAreNotNumbersAreADetectionError() throws IOException {
        folder.edit("\"mean\": [127.5, 127.5, 127.5]", "\"mean\": [1e300, 127.5, 127.5]");
        try (SsdDetector detector = SsdDetector.open(folder.settings(0.5))) {
            var image = new Image(new ImageSize(1, 1), new byte[3]);
            assertThatThrownBy(() -> detector.detect(List.of(image)))
                    .isInstanceOf(DetectionException.class)
                    .hasMessage("the model's outputs are not finite numbers");
        }
    }

    @Test
    void theSameModelFromAFolderWorks() throws IOException {
        try (SsdDetector detector = SsdDetector.open(folder.settings(0.5))) {
            assertThat(detector.detect(List.of(Golden.image("dog"))).get(0)).isNotEmpty();
        }
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> SsdDetector.open(folder.settings(0.5)))
                .isInstanceOf(ModelException.class)
                .hasMessage(message);
    }

    private void assertRefusedStartingWith(String message) {
        assertThatThrownBy(() -> SsdDetector.open(folder.settings(0.5)))
                .isInstanceOf(ModelException.class)
                .message()
                .startsWith(message)
                .doesNotContain("\n")
                .hasSizeGreaterThan(message.length());
    }
}
