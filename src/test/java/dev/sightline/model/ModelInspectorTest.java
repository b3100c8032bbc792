package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.detect.Labels;
import dev.sightline.ssd.Activation;
import dev.sightline.ssd.BoxCoder;
import dev.sightline.ssd.LayoutRule;
import dev.sightline.ssd.MobileNetwork;
import dev.sightline.ssd.Normalization;
import dev.sightline.ssd.SsdLayout;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.VggNetwork;
import dev.sightline.ssd.Weights;
import dev.sightline.weights.ImportedNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelInspectorTest {
    @TempDir
    Path folder;

    @Test
    void tellsWhatTheBuiltInModelIs() throws ModelException {
        ModelReport report = ModelInspector.inspect(null);
        SsdNetwork same = MobileNetwork.ssdLite(91);

        assertThat(report.id().name()).isEqualTo("ssdlite_mobilenet_v2_coco");
        assertThat(report.bytes()).isEqualTo(17_955_032);
        assertThat(report.inputs()).containsExactly("images (N, 3, 300, 300)");
        assertThat(report.outputs()).containsExactly("boxes (N, 1917, 4)", "scores (N, 1917, 91)");
        assertThat(report.maps()).containsExactly(19, 10, 5, 3, 2, 1);
        assertThat(report.defaultBoxes()).isEqualTo(1917);
        assertThat(report.parameters()).isEqualTo(same.parameterCount());
        assertThat(report.multiplications()).isEqualTo(same.multiplications());
    }

    @Test
    void aWrittenNetworkIsReadAsItWas() throws ModelException {
        SsdNetwork network =
                VggNetwork.ssd300(3, LayoutRule.SSD300_COCO.layout().withClip(SsdLayout.Clip.SIZES));
        Path card = ModelWriter.write(draft(network, 3), folder.resolve("models"));

        ModelReport report = ModelInspector.inspect(card);
        ModelCard read = ModelStore.find(card).card();
        assertThat(report.multiplications()).isEqualTo(network.multiplications());
        assertThat(report.parameters()).isEqualTo(network.parameterCount());
        assertThat(read.head().layout()).isEqualTo(network.layout());
        assertThat(read.head().labels().words()).containsExactly("background", "", "thing");
        assertThat(read.head().coder()).isEqualTo(new BoxCoder(BoxCoder.Order.XYWH, 0.1, 0.2));
        assertThat(read.input().normalization().mean()).containsExactly(104.0, 117.0, 123.0);
        assertThat(read.origin().source()).isEqualTo("chance");
        try (SsdDetector detector = SsdDetector.open(new ModelSettings(card, 0.4, true, 1))) {
            assertThat(detector.model().name()).isEqualTo("ssd");
        }
        assertThat(folder.resolve("models").toFile().list()).hasSize(3);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> ModelWriter.write(draft(MobileNetwork.ssdLite(3), 3), file))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("cannot write the model to " + file + ": ");
    }

    @Test
    void asManyLabelsAsClasses() {
        assertThatThrownBy(() -> draft(MobileNetwork.ssdLite(5), 3))
                .hasMessage("the network scores 5 classes, the background included, but there are 3 labels");
    }

    private static ModelDraft draft(SsdNetwork network, int labels) {
        return new ModelDraft(
                "ssd",
                new ImportedNetwork(
                        network,
                        Weights.random(network, 1),
                        new Normalization(Normalization.Channels.BGR, List.of(104.0, 117.0, 123.0), 1),
                        Activation.SOFTMAX,
                        new BoxCoder(BoxCoder.Order.XYWH, 0.1, 0.2),
                        new ImportedNetwork.Selection(0.01, 0.45, 400, 200, false)),
                new Labels(List.of("background", "", "thing").subList(0, labels)),
                new ModelDraft.Origin("1", "none", "chance", 0.5, Collections.nCopies(1, "untrained")));
    }
}
