package dev.sightline.weights;

import dev.sightline.json.JsonObject;
import dev.sightline.ssd.Activation;
import dev.sightline.ssd.BoxCoder;
import dev.sightline.ssd.Convolution;
import dev.sightline.ssd.DefaultBox;
import dev.sightline.ssd.DefaultBoxGenerator;
import dev.sightline.ssd.Layer;
import dev.sightline.ssd.MobileNetwork;
import dev.sightline.ssd.Normalization;
import dev.sightline.ssd.Parameter;
import dev.sightline.ssd.Rectifier;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.Sum;
import dev.sightline.ssd.Tensor;
import dev.sightline.ssd.Weights;
import dev.sightline.weights.TensorFlowJsGraph.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * TensorFlow's SSDLite on MobileNetV2 as a TensorFlow.js graph model: a folder with {@code model.json} and the files that it
 * names. Not thread-safe.
 */
public final class TensorFlowJsWeights {
    private static final String MODEL = "model.json";
    private static final int MOST_JSON_BYTES = 64 << 20;

    /** Pixels of 0 to 255 become -1 to 1. */
    private static final Normalization NORMALIZATION =
            new Normalization(Normalization.Channels.RGB, List.of(127.5, 127.5, 127.5), 1 / 127.5);

    /** The limits of the API's {@code ssdlite_mobilenet_v2_coco.config}; the least score is a common choice. */
    private static final ImportedNetwork.Selection SELECTION = new ImportedNetwork.Selection(0.5, 0.6, 100, 100, false);

    private static final String DEFAULT_BOXES = "Postprocessor/ExpandDims";

    /** Of numbers that are float32 in the graph: those that normalise pixels, and default boxes. */
    private static final double TOLERANCE = 1e-6;

    private final SsdNetwork network;
    private final TensorFlowJsGraph graph;
    private final TensorFlowJsTensors tensors;

    /** The graph's maps that are our layers' outputs. */
    private final Map<String, String> outputs = new HashMap<>();

    /** What the graph adds to the output of a layer. */
    private final Map<String, String> added = new HashMap<>();

    private TensorFlowJsWeights(SsdNetwork network, TensorFlowJsGraph graph, TensorFlowJsTensors tensors) {
        this.network = network;
        this.graph = graph;
        this.tensors = tensors;
    }

    /**
     * Reads a folder.
     *
     * @param classes that the network scores, the background included: 91 for COCO
     * @throws WeightsException if a file is missing or damaged, or the graph is not exactly this network
     */
    public static ImportedNetwork read(Path folder, int classes) throws WeightsException {
        SsdNetwork network = MobileNetwork.ssdLite(classes);
        try {
            JsonObject model = JsonObject.parse(MODEL, json(folder.resolve(MODEL)));
            var graph = new TensorFlowJsGraph(model.object("modelTopology"));
            try (var tensors = TensorFlowJsTensors.open(folder, model)) {
                Weights weights = new TensorFlowJsWeights(network, graph, tensors).weights();
                var coder = new BoxCoder(BoxCoder.Order.YXHW, 0.1, 0.2);
                return new ImportedNetwork(network, weights, NORMALIZATION, Activation.SIGMOID, coder, SELECTION);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new WeightsException(folder + ": " + e.getMessage(), e);
        }
    }

    private static byte[] json(Path file) throws IOException {
        try (var bytes = FileBytes.open(List.of(file), MOST_JSON_BYTES)) {
            return bytes.bytes(0, (int) bytes.size());
        }
    }

    private Weights weights() throws IOException {
        checkDefaultBoxes();
        var values = new HashMap<String, Tensor>();
        for (Layer layer : network.layers()) {
            if (layer instanceof Convolution convolution) {
                var folded = FoldedConvolution.of(network, convolution, graph, tensors);
                connect(convolution, folded);
                for (Parameter parameter : layer.parameters()) {
                    values.put(parameter.name(), parameter.role().equals("bias") ? folded.bias() : folded.weight());
                }
            } else if (layer instanceof Sum sum) {
                connect(sum);
            }
        }
        if (!added.isEmpty()) {
            String layer = added.keySet().iterator().next();
            throw new WeightsException("layer " + layer + ": the graph adds " + added.get(layer) + " to its output");
        }
        return Weights.of(network, values);
    }

    private void connect(Convolution layer, FoldedConvolution folded) throws IOException {
        if (layer.input().equals(SsdNetwork.INPUT)) {
            checkPixels(layer, graph.node(folded.input()));
        } else {
            check(layer, folded.input(), outputs.get(layer.input()));
        }
        if (folded.rectified() != (layer.rectifier() == Rectifier.RELU6)) {
            throw new WeightsException("layer " + layer.name() + ": the graph has " + (folded.rectified() ? "a" : "no")
                    + " Relu6 after it");
        }
        outputs.put(layer.name(), folded.output());
        if (folded.added() != null) {
            added.put(layer.name(), folded.added());
        }
    }

    private void connect(Sum layer) throws WeightsException {
        check(layer, added.remove(layer.first()), outputs.get(layer.second()));
        outputs.put(layer.name(), String.valueOf(outputs.get(layer.first())));
    }

    /** The default boxes that the graph holds, if it does, as corners: top, left, bottom, right. */
    private void checkDefaultBoxes() throws IOException {
        if (!tensors.has(DEFAULT_BOXES)) {
            return;
        }
        List<DefaultBox> boxes = DefaultBoxGenerator.generate(network.layout());
        ShapeCheck.check(network, DEFAULT_BOXES, tensors.get(DEFAULT_BOXES), List.of(1, boxes.size(), 4));
        float[] corners = tensors.read(DEFAULT_BOXES).values();
        for (int i = 0; i < boxes.size(); i++) {
            DefaultBox box = boxes.get(i);
            double top = box.cy() - box.height() / 2;
            double left = box.cx() - box.width() / 2;
            double[] expected = {top, left, top + box.height(), left + box.width()};
            for (int side = 0; side < 4; side++) {
                if (!(Math.abs(corners[4 * i + side] - expected[side]) <= TOLERANCE)) {
                    throw new WeightsException("layer " + DEFAULT_BOXES + ": default box " + i + " is another than "
                            + network.name() + " has");
                }
            }
        }
    }

    /** The graph must normalise pixels as {@link #NORMALIZATION} says. */
    private void checkPixels(Layer layer, @Nullable Node minus) throws IOException {
        Node times = minus == null ? null : graph.node(minus.inputs().get(0));
        if (minus == null || times == null || !minus.op().equals("Sub") || !times.isProduct()) {
            throw new WeightsException("layer " + layer.name() + ": the graph does not normalise what it reads");
        }
        double scale =
                scalar(layer, times.inputs().get(tensors.has(times.inputs().get(0)) ? 0 : 1));
        double shift = scalar(layer, minus.inputs().get(1));
        if (Math.abs(scale - 1 / 127.5) > TOLERANCE || Math.abs(shift - 1) > TOLERANCE) {
            throw new WeightsException("layer " + layer.name() + ": the graph normalises pixels to pixel * " + scale
                    + " - " + shift + ", not to -1 to 1");
        }
    }

    private double scalar(Layer layer, String name) throws IOException {
        ShapeCheck.check(network, layer.name(), tensors.get(name), List.of());
        return tensors.read(name).values()[0];
    }

    private static void check(Layer layer, @Nullable String actual, @Nullable String expected) throws WeightsException {
        if (actual == null || !actual.equals(expected)) {
            throw new WeightsException("layer " + layer.name() + ": the graph reads "
                    + (actual == null ? "nothing" : actual) + " here, not " + expected);
        }
    }
}
