package dev.sightline.weights;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.cli.SightlineCommand;
import dev.sightline.model.ModelException;
import dev.sightline.model.ModelInspector;
import dev.sightline.model.ModelReport;
import dev.sightline.ssd.Parameter;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.Tensor;
import dev.sightline.ssd.Weights;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models from elsewhere, from the command line to a card and a network that runs. */
@Timeout(120)
class ImportCommandIT {
    @TempDir
    Path folder;

    @Test
    void caffesSsd300ForVoc() throws IOException {
        SsdNetwork network = PriorSizes.SSD300_VOC.network(21);
        Weights weights = Weights.random(network, 1);
        Path prototxt = folder.resolve("deploy.prototxt");
        Path caffemodel = folder.resolve("VGG_VOC0712_SSD_300x300.caffemodel");
        Files.writeString(prototxt, CaffeModel.prototxt(network, PriorSizes.SSD300_VOC::wholeParam));
        Map<String, Tensor> tensors = network.parameters().stream().collect(toMap(Parameter::name, weights::get));
        try (var out = new BufferedOutputStream(Files.newOutputStream(caffemodel), 1 << 16)) {
            CaffeModel.write(network, tensors, out);
        }

        ModelReport report = imported("VGG_VOC0712_SSD_300x300", prototxt, caffemodel);

        assertThat(report.labels().word(15)).isEqualTo("person");
        assertThat(report.defaultBoxes()).isEqualTo(8732);
        assertThat(report.parameters()).isEqualTo(network.parameterCount()).isEqualTo(26_285_486);
        assertThat(report.multiplications()).isEqualTo(network.multiplications());
    }

    @Test
    void torchvisionsSsd300ForCoco() throws IOException {
        Path file = StoredFiles.zeros(folder.resolve("ssd300 vgg16.safetensors"), TorchvisionWeightsTest.stateOf(91));

        ModelReport report = imported("ssd300_vgg16", file);

        assertThat(report.labels().word(90)).isEqualTo("toothbrush");
        assertThat(report.parameters()).isEqualTo(35_641_826);
    }

    @Test
    void aNetworkOfOwnClassesNeedsTheirWords() throws IOException {
        Path file = StoredFiles.zeros(folder.resolve("mine.safetensors"), TorchvisionWeightsTest.stateOf(3));
        Path labels = Files.writeString(folder.resolve("labels.txt"), "background\nnail\nscrew\n");
        String out = folder.resolve("out").toString();

        assertThat(SightlineCommand.run("model", "import", file.toString(), "--classes", "3", "--out", out))
                .isEqualTo(2);
        assertThat(SightlineCommand.run(
                        "model",
                        "import",
                        file.toString(),
                        "--classes",
                        "3",
                        "--labels",
                        labels.toString(),
                        "--out",
                        out))
                .isZero();
        assertThat(ModelInspector.inspect(folder.resolve("out/mine.json"))
                        .labels()
                        .words())
                .containsExactly("background", "nail", "screw");
    }

    private ModelReport imported(String name, Path... sources) throws ModelException {
        Path out = folder.resolve("models");
        String[] arguments = new String[sources.length + 4];
        arguments[0] = "model";
        arguments[1] = "import";
        for (int i = 0; i < sources.length; i++) {
            arguments[i + 2] = sources[i].toString();
        }
        arguments[sources.length + 2] = "--out";
        arguments[sources.length + 3] = out.toString();
        assertThat(SightlineCommand.run(arguments)).isZero();
        assertThat(out.toFile().list()).containsExactlyInAnyOrder(name + ".onnx", name + ".json", name + ".labels.txt");
        return ModelInspector.inspect(out.resolve(name + ".json"));
    }
}
