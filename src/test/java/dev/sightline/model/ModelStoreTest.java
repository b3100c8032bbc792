package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.detect.NonMaximumSuppression;
import dev.sightline.ssd.LayoutRule;
import dev.sightline.ssd.SsdLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelStoreTest {
    @TempDir
    Path temp;

    private ModelFolder folder;

    @BeforeEach
    void write() throws IOException {
        folder = ModelFolder.in(temp);
    }

    @Test
    void theBuiltInCardDescribesTheBuiltInModel() throws ModelException {
        ModelCard card = ModelStore.find(null).card();
        assertThat(card.head().layout().boxCount()).isEqualTo(1917);
        assertThat(card.head().labels().size()).isEqualTo(91);
        assertThat(card.head().labels().word(90)).isEqualTo("toothbrush");
        assertThat(card.head().labels().isUsed(12)).isFalse();
        assertThat(card.origin().license()).isEqualTo("Apache-2.0");
    }

    @Test
    void aCardInAFileIsFoundWithItsModel() throws ModelException {
        assertThat(ModelStore.find(folder.card()).card())
                .isEqualTo(ModelStore.find(null).card());
    }

    @Test
    void defaultBoxesAreMadeByRule() throws IOException {
        folder.replaceDefaultBoxes("""
                {"rule": "caffe", "first": 10, "min": 20, "max": 90, "maps": [
                    {"map": 38, "step": 8, "ratios": [2]}, {"map": 19, "step": 16, "ratios": [2, 3]},
                    {"map": 10, "step": 32, "ratios": [2, 3]}, {"map": 5, "step": 64, "ratios": [2, 3]},
                    {"map": 3, "step": 100, "ratios": [2]}, {"map": 1, "step": 300, "ratios": [2]}]}""");
        assertThat(layout()).isEqualTo(LayoutRule.SSD300_VOC.layout());
        folder.edit("\"caffe\"", "\"paper\"");
        assertThat(layout().maps().get(2).shapes().get(0).scale()).isEqualTo(0.375);
        folder.edit("\"min\": 20", "\"min\": 9");
        assertRefused(
                "model card ssdlite_mobilenet_v2_coco.json: defaultBoxes.maps or scales are wrong: scales rise from"
                        + " above 0 to at most 100 %, not 10, 9, 90");
    }

    @Test
    void theirOrderAndClippingAreTheCards() throws IOException {
        folder.edit(
                "\"suppression\"", "\"defaultBoxOrder\": \"shapes\", \"defaultBoxClip\": \"sizes\", \"suppression\"");
        assertThat(layout().order()).isEqualTo(SsdLayout.Order.SHAPES);
        assertThat(layout().clip()).isEqualTo(SsdLayout.Clip.SIZES);
    }

    @Test
    void classesMaySuppressEachOther() throws IOException {
        assertThat(ModelStore.find(folder.card()).card().head().suppression().iouAcrossClasses())
                .isEqualTo(1);
        folder.edit("\"iou\": 0.6", "\"iouAcrossClasses\": 0.8, \"iou\": 0.6");
        assertThat(ModelStore.find(folder.card()).card().head().suppression())
                .isEqualTo(new NonMaximumSuppression(0.6, 100, 100, 0.8));
    }

    private SsdLayout layout() throws ModelException {
        return ModelStore.find(folder.card()).card().head().layout();
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        Files.delete(folder.labels());
        assertRefused("there is no model file " + folder.labels());
        Files.writeString(folder.labels(), "a\nb");
        Files.delete(folder.model());
        assertRefused("there is no model file " + folder.model());
        Files.delete(folder.card());
        assertRefused("there is no model file " + folder.card());
    }

    @Test
    void aDamagedModelIsFoundOut() throws IOException {
        byte[] network = Files.readAllBytes(folder.model());
        network[network.length / 2] ^= 1;
        Files.write(folder.model(), network);
        assertThatThrownBy(() -> ModelStore.find(folder.card()))
                .isInstanceOf(ModelException.class)
                .hasMessageMatching(
                        "the model file ssdlite_mobilenet_v2_coco.onnx is damaged or another one: its sha256"
                                + " is [0-9a-f]{64}, its card says 3865f85d[0-9a-f]{56}");
        Files.write(folder.model(), Arrays.copyOf(network, 1000));
        assertThatThrownBy(() -> ModelStore.find(folder.card())).isInstanceOf(ModelException.class);
    }

    @Test
    void aCardThatIsNotJsonIsFoundOut() throws IOException {
        for (String text : new String[] {"", "{\"name\": ", "{\"name\": 1, \"name\": 2}", "no card"}) {
            Files.writeString(folder.card(), text);
            assertThatThrownBy(() -> ModelStore.find(folder.card()))
                    .as(text)
                    .isInstanceOf(ModelException.class)
                    .message()
                    .startsWith("model card ssdlite_mobilenet_v2_coco.json is ")
                    .doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "name":                 | "nome":                 | name is missing
                    "license": "Apache-2.0",|                         | license is missing
                    "license":              | "color": "red", "license": | color is not a known key
                    "width": 300            | "width": "wide"         | input.width must be a whole number from 1 to 4096
                    "height": 300           | "height": 300.5         | input.height must be a whole number from 1 to 4096
                    "height": 300           | "height": 0             | input.height must be a whole number from 1 to 4096
                    "channels": "rgb"       | "channels": "hsv"       | input.channels must be one of [rgb, bgr]
                    [127.5, 127.5, 127.5]   | [127.5, 127.5]          | input.mean must have 3 numbers
                    [127.5, 127.5, 127.5]   | [127.5, "x", 127.5]     | input.mean must have 3 numbers
                    "activation": "sigmoid" | "activation": "relu"    | activation must be one of [sigmoid, softmax]
                    "backgroundClass": 0    | "backgroundClass": 1    | backgroundClass must be a whole number from 0 to 0
                    "order": "yxhw"         | "order": "hwyx"         | boxCoding.order must be one of [yxhw, xywh]
                    "centerVariance": 0.1   | "centerVariance": -1    | boxCoding.centerVariance must be a number above 0.0 and at most 1.0
                    {"map": 10,             | {"mop": 10,             | defaultBoxes[1].map is missing
                    [0.95, 1],              | [0.95, 0],              | defaultBoxes[5].scalesAndRatios is wrong: a scale is above 0 and below 10 and a ratio above 0 and below 100, not 0.95 and 0.0
                    "iou": 0.6              | "iou": 6                | suppression.iou must be a number above 0.0 and at most 1.0
                    "total": 100            | "totale": 100           | suppression.total is missing
                    .labels.txt"            | /../labels.txt"         | labels must be the plain name of a file beside this one
                    "file": "               | "file": "../            | file must be the plain name of a file beside this one
                    "sha256": "3            | "sha256": "g            | sha256 must be 64 lower-case hexadecimal digits
                    """)
    void errorsNameTheKey(String from, String to, String message) throws IOException {
        folder.edit(from, to == null ? "" : to);
        assertRefused("model card ssdlite_mobilenet_v2_coco.json: " + message);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> ModelStore.find(folder.card()))
                .isInstanceOf(ModelException.class)
                .hasMessage(message);
    }
}
