package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
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
                "ssdlite_mobilenet_v2_coco.onnx does not fit its card: its output is scores (N, 1917, 91), not scores"
                        + " (batch, 1917, 90)");
    }

    @Test
    void defaultBoxesOfAnotherModel() throws IOException {
        folder.edit("{\"map\": 19,", "{\"map\": 20,");
        assertRefused(
                "ssdlite_mobilenet_v2_coco.onnx does not fit its card: its output is boxes (N, 1917, 4), not boxes"
                        + " (batch, 2034, 4)");
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
        write(text);
        assertRefusedStartingWith(
                "the model file ssdlite_mobilenet_v2_coco.onnx cannot be used: it is not an ONNX file: ");
    }

    /** Pictures scaled to numbers beyond float32 make the network overflow. */
    @Test
    void outputsThatAreNotNumbers() throws IOException {
        folder.edit("\"mean\": [127.5, 127.5, 127.5]", "\"mean\": [1e300, 127.5, 127.5]");
        assertRefused(
                "ssdlite_mobilenet_v2_coco.onnx does not fit its card: the model's outputs are not finite numbers");
    }

    @Test
    void aWeightThatIsNotANumber() throws Exception {
        String weight = "BoxPredictor_0/BoxEncodingPredictor/Conv2D.b";
        String model = Files.readString(folder.model(), StandardCharsets.ISO_8859_1);
        // The twelve numbers follow their name, a tag and their length.
        int at = model.lastIndexOf(weight) + weight.length() + 2;
        String notANumber = "\0\0\u00c0\u007f";
        write((model.substring(0, at) + notANumber + model.substring(at + 4)).getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(
                "the model file ssdlite_mobilenet_v2_coco.onnx cannot be used: the weight " + weight + " holds NaN");
    }

    @Test
    void aModelThatWasCutShort() throws Exception {
        write(Arrays.copyOf(Files.readAllBytes(folder.model()), 1_000_000));
        assertRefusedStartingWith(
                "the model file ssdlite_mobilenet_v2_coco.onnx cannot be used: it is not an ONNX file: ");
    }

    @Test
    void theSameModelFromAFolderWorks() throws IOException {
        try (SsdDetector detector = SsdDetector.open(folder.settings(0.5))) {
            assertThat(detector.detect(List.of(Golden.image("dog"))).get(0)).isNotEmpty();
        }
    }

    /** Replaces the model's file and the checksum in its card. */
    private void write(byte[] model) throws Exception {
        Files.write(folder.model(), model);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
        folder.edit("3865f85d0fef9f60442c1b0c7f148ca6b83a944b37ef53303efbec9799d18140", sha256);
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
