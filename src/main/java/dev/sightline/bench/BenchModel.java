package dev.sightline.bench;

import dev.sightline.detect.Labels;
import dev.sightline.model.ModelDraft;
import dev.sightline.model.ModelException;
import dev.sightline.model.ModelWriter;
import dev.sightline.ssd.Activation;
import dev.sightline.ssd.BoxCoder;
import dev.sightline.ssd.LayoutRule;
import dev.sightline.ssd.Normalization;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.VggNetwork;
import dev.sightline.ssd.Weights;
import dev.sightline.weights.ImportedNetwork;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The models that are measured; those of the SSD paper have random weights, as speed does not depend on them. */
public enum BenchModel {
    /** The built-in SSDLite MobileNetV2, 300x300. */
    SSDLITE,
    /** SSD300 on VGG16, VOC's 21 classes. */
    SSD300,
    /** SSD512 on VGG16, VOC's 21 classes. */
    SSD512;

    private static final int CLASSES = 21;
    private static final long SEED = 1;

    /**
     * The card of the model, null for the built-in one.
     *
     * @param folder where the model is written
     */
    public @Nullable Path card(Path folder) throws ModelException {
        return switch (this) {
            case SSDLITE -> null;
            case SSD300 -> write(VggNetwork.ssd300(CLASSES, LayoutRule.SSD300_VOC.layout()), folder);
            case SSD512 -> write(VggNetwork.ssd512(CLASSES, LayoutRule.SSD512_VOC.layout()), folder);
        };
    }

    /** The mean and scale of Caffe's SSD ({@code ssd_pascal.py}), its box coding and its suppression. */
    private Path write(SsdNetwork network, Path folder) throws ModelException {
        var imported = new ImportedNetwork(
                network,
                Weights.random(network, SEED),
                new Normalization(Normalization.Channels.BGR, List.of(104.0, 117.0, 123.0), 1),
                Activation.SOFTMAX,
                new BoxCoder(BoxCoder.Order.XYWH, 0.1, 0.2),
                new ImportedNetwork.Selection(0.01, 0.45, 400, 200, false));
        var words = IntStream.range(0, CLASSES)
                .mapToObj(i -> i == 0 ? "background" : "class-" + i)
                .toList();
        var origin = new ModelDraft.Origin("1", "Apache-2.0", "random weights, for measuring", 0.5, List.of("none"));
        return ModelWriter.write(
                new ModelDraft(name().toLowerCase(Locale.ROOT) + "-random", imported, new Labels(words), origin),
                folder);
    }
}
