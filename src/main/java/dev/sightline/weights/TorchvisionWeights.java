package dev.sightline.weights;

import static java.util.Map.entry;

import dev.sightline.ssd.Activation;
import dev.sightline.ssd.BoxCoder;
import dev.sightline.ssd.LayoutRule;
import dev.sightline.ssd.Normalization;
import dev.sightline.ssd.Parameter;
import dev.sightline.ssd.SsdLayout;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.Tensor;
import dev.sightline.ssd.VggNetwork;
import dev.sightline.ssd.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The state of torchvision's {@code ssd300_vgg16} ({@code models/detection/ssd.py}), saved as safetensors. */
public final class TorchvisionWeights {
    /** Our layers and torchvision's modules, without the heads. */
    private static final Map<String, String> MODULES = Map.ofEntries(
            entry("conv1_1", "backbone.features.0"),
            entry("conv1_2", "backbone.features.2"),
            entry("conv2_1", "backbone.features.5"),
            entry("conv2_2", "backbone.features.7"),
            entry("conv3_1", "backbone.features.10"),
            entry("conv3_2", "backbone.features.12"),
            entry("conv3_3", "backbone.features.14"),
            entry("conv4_1", "backbone.features.17"),
            entry("conv4_2", "backbone.features.19"),
            entry("conv4_3", "backbone.features.21"),
            entry("conv5_1", "backbone.extra.0.1"),
            entry("conv5_2", "backbone.extra.0.3"),
            entry("conv5_3", "backbone.extra.0.5"),
            entry("fc6", "backbone.extra.0.7.1"),
            entry("fc7", "backbone.extra.0.7.3"),
            entry("conv6_1", "backbone.extra.1.0"),
            entry("conv6_2", "backbone.extra.1.2"),
            entry("conv7_1", "backbone.extra.2.0"),
            entry("conv7_2", "backbone.extra.2.2"),
            entry("conv8_1", "backbone.extra.3.0"),
            entry("conv8_2", "backbone.extra.3.2"),
            entry("conv9_1", "backbone.extra.4.0"),
            entry("conv9_2", "backbone.extra.4.2"));

    private static final String SCALE = "backbone.scale_weight";

    /** What only the variant for larger pictures has; its maps are not those of SSD512. */
    private static final String HIGH_RESOLUTION = "backbone.extra.5.";

    /** {@code ssd300_vgg16}: the means are fractions of 255, and pixels keep their range. */
    private static final Normalization NORMALIZATION =
            new Normalization(Normalization.Channels.RGB, List.of(0.48235 * 255, 0.45882 * 255, 0.40784 * 255), 1);

    /** The defaults of torchvision's {@code SSD}. */
    private static final ImportedNetwork.Selection SELECTION =
            new ImportedNetwork.Selection(0.01, 0.45, 400, 200, true);

    private TorchvisionWeights() {}

    /**
     * Reads a file. The numbers may be F32, F16 or BF16.
     *
     * @param classes that the network scores, the background included: 91 for torchvision's own weights
     * @throws WeightsException if the file is damaged, or its tensors are not exactly those of the network
     */
    public static ImportedNetwork read(Path file, int classes) throws WeightsException {
        SsdNetwork network = network(classes);
        try (var tensors = SafetensorsFile.open(file)) {
            Weights weights = weights(network, tensors);
            var coder = new BoxCoder(BoxCoder.Order.XYWH, 0.1, 0.2);
            return new ImportedNetwork(network, weights, NORMALIZATION, Activation.SOFTMAX, coder, SELECTION);
        } catch (IOException | IllegalArgumentException e) {
            throw new WeightsException(file + ": " + e.getMessage(), e);
        }
    }

    /** Its scales are the paper's for COCO; widths and heights above 1 become 1. */
    private static SsdNetwork network(int classes) {
        return VggNetwork.ssd300(classes, LayoutRule.SSD300_COCO.layout().withClip(SsdLayout.Clip.SIZES));
    }

    private static Weights weights(SsdNetwork network, SafetensorsFile file) throws IOException {
        Map<String, StoredTensor> stored = file.tensors();
        if (stored.keySet().stream().anyMatch(name -> name.startsWith(HIGH_RESOLUTION))) {
            throw new WeightsException("layer " + HIGH_RESOLUTION
                    + "0: this is torchvision's variant for larger pictures, not ssd300_vgg16");
        }
        Map<String, String> modules = modules(network);
        var left = new HashSet<>(stored.keySet());
        var tensors = new HashMap<String, Tensor>();
        for (Parameter parameter : network.parameters()) {
            String module = modules.get(parameter.layer());
            String name = module == null ? SCALE : module + "." + parameter.role();
            StoredTensor tensor = stored.get(name);
            if (tensor == null) {
                throw new WeightsException("layer " + parameter.layer() + ": " + name
                        + " is missing; this is not torchvision's ssd300_vgg16");
            }
            ShapeCheck.check(network, parameter.layer(), tensor, parameter.shape());
            tensors.put(parameter.name(), file.read(tensor));
            left.remove(name);
        }
        if (!left.isEmpty()) {
            throw new WeightsException(
                    "ssd300_vgg16 has no tensor " + left.iterator().next());
        }
        return Weights.of(network, tensors);
    }

    private static Map<String, String> modules(SsdNetwork network) {
        var modules = new HashMap<>(MODULES);
        for (int i = 0; i < network.heads().size(); i++) {
            SsdNetwork.Head head = network.heads().get(i);
            modules.put(head.boxes(), "head.regression_head.module_list." + i);
            modules.put(head.scores(), "head.classification_head.module_list." + i);
        }
        return modules;
    }
}
