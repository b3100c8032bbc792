package dev.sightline.weights;

import dev.sightline.ssd.ChannelNorm;
import dev.sightline.ssd.Convolution;
import dev.sightline.ssd.Layer;
import dev.sightline.ssd.MaxPool;
import dev.sightline.ssd.Rectifier;
import dev.sightline.ssd.SsdNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Follows the data through a prototxt and compares each step with the network that it should be. What a blob holds is written
 * as a formula, e.g. {@code flat(permute(conv6_2_mbox_loc))}, so that the operations and their order count but not the names
 * of the blobs. Not thread-safe.
 */
final class CaffeGraph {
    /** What the authors call the layer with the default boxes of a map, after the map's source. */
    static final String PRIORS = "_mbox_priorbox";

    private static final Set<String> COMMON = Set.of("name", "type", "bottom", "top", "param");
    private static final Set<String> CONVOLUTION = Set.of(
            "num_output",
            "kernel_size",
            "stride",
            "pad",
            "dilation",
            "group",
            "bias_term",
            "weight_filler",
            "bias_filler",
            "engine");

    private final SsdNetwork network;
    private final Map<String, Layer> layers;
    private final Map<String, String> held = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    private CaffeGraph(SsdNetwork network) {
        this.network = network;
        this.layers = network.layers().stream().collect(Collectors.toMap(Layer::name, Function.identity()));
    }

    /**
     * Compares.
     *
     * @param input the blob with the picture
     * @throws WeightsException with the name of the layer that differs or is missing
     */
    static void check(TextMessage document, String input, SsdNetwork network) throws WeightsException {
        var graph = new CaffeGraph(network);
        graph.held.put(input, SsdNetwork.INPUT);
        for (TextMessage layer : document.messages("layer")) {
            if (!layer.text("type").equals("Input")) {
                graph.held.put(layer.text("top"), graph.output(layer, graph.inputs(layer)));
            }
        }
        for (Layer layer : network.layers()) {
            if (!graph.seen.contains(layer.name())) {
                throw document.wrong("layer " + layer.name() + " is missing");
            }
        }
    }

    /** The source of each map, in order: the layer whose output a head reads. */
    static List<String> sources(SsdNetwork network) {
        Map<String, Layer> layers = new CaffeGraph(network).layers;
        return network.heads().stream()
                .map(head -> Objects.requireNonNull(layers.get(head.boxes()))
                        .inputs()
                        .get(0))
                .toList();
    }

    private List<String> inputs(TextMessage layer) throws WeightsException {
        var inputs = new ArrayList<String>();
        for (String bottom : layer.texts("bottom")) {
            String formula = held.get(bottom);
            if (formula == null) {
                throw layer.wrong("reads " + bottom + ", which no layer before it writes");
            }
            inputs.add(formula);
        }
        if (inputs.isEmpty()) {
            throw layer.wrong("reads nothing");
        }
        return inputs;
    }

    private String output(TextMessage layer, List<String> inputs) throws WeightsException {
        String type = layer.text("type");
        return switch (type) {
            case "Convolution" -> convolution(layer, inputs);
            case "Pooling" -> pool(layer, inputs);
            case "Normalize" -> norm(layer, inputs);
            case "PriorBox" -> priors(layer, inputs);
            case "Concat" -> {
                TextMessage param = param(layer, "concat_param", Set.of("axis"));
                yield "concat(" + param.whole("axis", 1) + ", " + String.join(", ", inputs) + ")";
            }
            case "DetectionOutput" -> detections(layer, inputs);
            default -> {
                reads(layer, inputs, inputs.subList(0, 1));
                yield reordered(layer, type, inputs.get(0));
            }
        };
    }

    /** Layers that learn nothing and read one blob. */
    private String reordered(TextMessage layer, String type, String input) throws WeightsException {
        return switch (type) {
            case "ReLU" -> {
                layer.checkNothingBut(COMMON);
                yield "relu(" + input + ")";
            }
            case "Permute" -> {
                TextMessage param = param(layer, "permute_param", Set.of("order"));
                need(param, "order", List.of(0, 2, 3, 1), param.wholes("order"));
                yield "permute(" + input + ")";
            }
            case "Flatten" -> {
                TextMessage param = param(layer, "flatten_param", Set.of("axis"));
                need(param, "axis", 1, param.whole("axis", 1));
                yield "flat(" + input + ")";
            }
            case "Reshape" -> {
                TextMessage shape =
                        param(layer, "reshape_param", Set.of("shape")).message("shape");
                need(shape, "dim", List.of(0, -1, network.classes()), shape.wholes("dim"));
                yield "rows(" + input + ")";
            }
            case "Softmax" -> {
                TextMessage param = param(layer, "softmax_param", Set.of("axis"));
                need(param, "axis", 2, param.whole("axis", 1));
                yield "softmax(" + input + ")";
            }
            default -> throw layer.wrong("a layer of type " + type + " has no place in " + network.name());
        };
    }

    private String convolution(TextMessage layer, List<String> inputs) throws WeightsException {
        Convolution expected = expected(layer, Convolution.class, inputs);
        TextMessage param = param(layer, "convolution_param", CONVOLUTION);
        need(param, "num_output", expected.outputChannels(), param.whole("num_output", 0));
        need(param, "kernel_size", expected.kernel(), param.whole("kernel_size", 0));
        need(param, "stride", expected.stride(), param.whole("stride", 1));
        need(param, "pad", expected.padding().before(), param.whole("pad", 0));
        need(param, "dilation", expected.dilation(), param.whole("dilation", 1));
        need(param, "group", expected.groups(), param.whole("group", 1));
        need(param, "bias_term", true, param.flag("bias_term", true));
        return expected.name();
    }

    private String pool(TextMessage layer, List<String> inputs) throws WeightsException {
        MaxPool expected = expected(layer, MaxPool.class, inputs);
        TextMessage param = param(layer, "pooling_param", Set.of("pool", "kernel_size", "stride", "pad", "engine"));
        need(param, "pool", "MAX", param.text("pool", "MAX"));
        need(param, "kernel_size", expected.kernel(), param.whole("kernel_size", 0));
        need(param, "stride", expected.stride(), param.whole("stride", 1));
        need(param, "pad", expected.padding(), param.whole("pad", 0));
        return expected.name();
    }

    private String norm(TextMessage layer, List<String> inputs) throws WeightsException {
        ChannelNorm expected = expected(layer, ChannelNorm.class, inputs);
        TextMessage param = param(layer, "norm_param", Set.of("across_spatial", "channel_shared", "scale_filler"));
        need(param, "across_spatial", false, param.flag("across_spatial", true));
        need(param, "channel_shared", false, param.flag("channel_shared", true));
        return expected.name();
    }

    private String priors(TextMessage layer, List<String> inputs) throws WeightsException {
        layer.checkNothingBut(Set.of("name", "type", "bottom", "top", "prior_box_param"));
        for (String source : sources(network)) {
            if (layer.text("name").equals(source + PRIORS)) {
                reads(layer, inputs, List.of(formula(source), SsdNetwork.INPUT));
                return "priors(" + source + ")";
            }
        }
        throw layer.wrong(network.name() + " has no such layer");
    }

    private String detections(TextMessage layer, List<String> inputs) throws WeightsException {
        layer.checkNothingBut(Set.of("name", "type", "bottom", "top", "include", "detection_output_param"));
        String boxes = network.heads().stream()
                .map(head -> "flat(permute(" + head.boxes() + "))")
                .collect(Collectors.joining(", ", "concat(1, ", ")"));
        String scores = network.heads().stream()
                .map(head -> "flat(permute(" + head.scores() + "))")
                .collect(Collectors.joining(", ", "flat(softmax(rows(concat(1, ", "))))"));
        String priors = sources(network).stream()
                .map(source -> "priors(" + source + ")")
                .collect(Collectors.joining(", ", "concat(2, ", ")"));
        reads(layer, inputs, List.of(boxes, scores, priors));
        return "detections";
    }

    private <T extends Layer> T expected(TextMessage layer, Class<T> kind, List<String> inputs)
            throws WeightsException {
        String name = layer.text("name");
        Layer expected = layers.get(name);
        if (!kind.isInstance(expected)) {
            throw layer.wrong(network.name() + " has no such layer");
        }
        if (!seen.add(name)) {
            throw layer.wrong("there are two of this name");
        }
        reads(layer, inputs, expected.inputs().stream().map(this::formula).toList());
        return kind.cast(expected);
    }

    /** What the blob holds that the next layer reads. */
    private String formula(String name) {
        boolean rectified = layers.get(name) instanceof Convolution c && c.rectifier() == Rectifier.RELU;
        return rectified ? "relu(" + name + ")" : name;
    }

    private static void reads(TextMessage layer, List<String> inputs, List<String> expected) throws WeightsException {
        if (inputs.size() != expected.size()) {
            throw layer.wrong("must have " + expected.size() + " bottom, not " + inputs.size());
        }
        for (int i = 0; i < inputs.size(); i++) {
            if (!inputs.get(i).equals(expected.get(i))) {
                throw layer.wrong("must read " + expected.get(i) + ", not " + inputs.get(i));
            }
        }
    }

    private static TextMessage param(TextMessage layer, String name, Set<String> known) throws WeightsException {
        var fields = new HashSet<>(COMMON);
        fields.add(name);
        layer.checkNothingBut(fields);
        TextMessage param = layer.message(name);
        param.checkNothingBut(known);
        return param;
    }

    private static void need(TextMessage param, String name, Object expected, Object actual) throws WeightsException {
        if (!actual.equals(expected)) {
            throw param.wrong(name + " must be " + expected + ", not " + actual);
        }
    }
}
