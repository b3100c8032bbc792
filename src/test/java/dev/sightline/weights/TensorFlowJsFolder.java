package dev.sightline.weights;

import dev.sightline.json.JsonText;
import dev.sightline.ssd.Convolution;
import dev.sightline.ssd.DefaultBox;
import dev.sightline.ssd.DefaultBoxGenerator;
import dev.sightline.ssd.Layer;
import dev.sightline.ssd.Rectifier;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.Sum;
import dev.sightline.ssd.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network as a TensorFlow.js folder, made for tests: depthwise convolutions are followed by a norm, others by a sum, and a
 * residual is added before the bias is, as TensorFlow's optimiser does it. What a test wants to spoil can be changed before
 * it is written.
 */
final class TensorFlowJsFolder {
    private static final double EPSILON = 0.001;

    /** In the form that {@code model.json} has them. */
    final List<Map<String, Object>> nodes = new ArrayList<>();

    final Map<String, Map<String, Object>> weights = new LinkedHashMap<>();
    final List<String> paths = new ArrayList<>(List.of("group1-shard1of2", "group1-shard2of2"));
    private final Map<String, float[]> numbers = new HashMap<>();

    /** How numbers are stored: float32, float16, uint16 or uint8. */
    private final String format;

    private final Map<String, String> outputs = new HashMap<>(Map.of(SsdNetwork.INPUT, "Preprocessor/sub"));

    TensorFlowJsFolder(SsdNetwork network, Weights weights, String format) {
        this.format = format;
        constant("Preprocessor/mul/x", List.of(), (float) (1 / 127.5));
        constant("Preprocessor/sub/y", List.of(), 1);
        constant("Postprocessor/ExpandDims", List.of(1, network.layout().boxCount(), 4), corners(network));
        node("Mul", "Preprocessor/mul", "Preprocessor/mul/x", "image_tensor");
        node("Sub", "Preprocessor/sub", "Preprocessor/mul", "Preprocessor/sub/y");
        List<Layer> layers = network.layers();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Convolution layer) {
                Sum sum = i + 1 < layers.size() && layers.get(i + 1) instanceof Sum next ? next : null;
                float[] weight = weights.get(layer.parameters().get(0)).values();
                float[] bias = weights.get(layer.parameters().get(1)).values();
                String residual = sum == null ? "" : String.valueOf(outputs.get(sum.second()));
                outputs.put(sum == null ? layer.name() : sum.name(), add(layer, weight, bias, residual));
            }
        }
    }

    private String add(Convolution layer, float[] weight, float[] bias, String residual) {
        boolean depthwise = layer.groups() > 1;
        int outs = layer.outputChannels();
        int ins = layer.inputChannels() / layer.groups();
        int cells = layer.kernel() * layer.kernel();
        String name = layer.name();
        float[] kernel = new float[weight.length];
        for (int i = 0; i < weight.length; i++) {
            int out = i / (ins * cells);
            float gamma = depthwise ? gamma(out) : 1;
            kernel[(i % cells * ins + i / cells % ins) * outs + out] = weight[i] / gamma;
        }
        constant(
                name + "/weights",
                depthwise
                        ? List.of(layer.kernel(), layer.kernel(), outs, 1)
                        : List.of(layer.kernel(), layer.kernel(), ins, outs),
                kernel);
        node(
                depthwise ? "DepthwiseConv2dNative" : "Conv2D",
                name + "/conv",
                String.valueOf(outputs.get(layer.input())),
                name + "/weights");
        String last = residual.isEmpty() ? name + "/conv" : node("AddN", name + "/residual", name + "/conv", residual);
        last = depthwise ? norm(name, last, bias) : sum(name, last, bias);
        return layer.rectifier() == Rectifier.NONE ? last : node("Relu6", name + "/Relu6", last);
    }

    private String sum(String name, String input, float[] bias) {
        constant(name + "/biases", List.of(bias.length), bias);
        return node("Add", name + "/sum", name + "/biases", input);
    }

    /** A norm whose variance is 1 - epsilon, so that its factor is gamma. */
    private String norm(String name, String input, float[] bias) {
        float[][] values = new float[4][bias.length];
        Arrays.fill(values[3], (float) (1 - EPSILON));
        for (int i = 0; i < bias.length; i++) {
            values[0][i] = gamma(i);
            values[2][i] = i % 5;
            values[1][i] = bias[i] + values[0][i] * values[2][i];
        }
        String[] roles = {"gamma", "beta", "mean", "variance"};
        for (int i = 0; i < 4; i++) {
            constant(name + "/" + roles[i], List.of(bias.length), values[i]);
        }
        return node(
                "FusedBatchNorm",
                name + "/norm",
                input,
                name + "/gamma",
                name + "/beta",
                name + "/mean",
                name + "/variance");
    }

    private static float gamma(int channel) {
        return 0.5f + channel % 3;
    }

    private static float[] corners(SsdNetwork network) {
        List<DefaultBox> boxes = DefaultBoxGenerator.generate(network.layout());
        float[] corners = new float[4 * boxes.size()];
        for (int i = 0; i < boxes.size(); i++) {
            DefaultBox box = boxes.get(i);
            corners[4 * i] = (float) (box.cy() - box.height() / 2);
            corners[4 * i + 1] = (float) (box.cx() - box.width() / 2);
            corners[4 * i + 2] = (float) (box.cy() + box.height() / 2);
            corners[4 * i + 3] = (float) (box.cx() + box.width() / 2);
        }
        return corners;
    }

    private String node(String op, String name, String... inputs) {
        var node = new HashMap<String, Object>(Map.of("op", op, "name", name, "input", List.of(inputs)));
        if (op.startsWith("FusedBatchNorm")) {
            node.put("attr", Map.of("epsilon", Map.of("f", EPSILON)));
        }
        nodes.add(node);
        return name;
    }

    private void constant(String name, List<Integer> shape, float... values) {
        weights.put(name, new HashMap<>(Map.of("name", name, "shape", shape, "dtype", "float32")));
        numbers.put(name, values.clone());
    }

    /** The node of this name. */
    Map<String, Object> node(String name) {
        return nodes.stream()
                .filter(node -> name.equals(node.get("name")))
                .findFirst()
                .orElseThrow();
    }

    /** The numbers of a tensor, to be changed. */
    float[] numbers(String name) {
        return numbers.getOrDefault(name, new float[0]);
    }

    /** Writes {@code model.json} and the shards, the first of which ends within a number. */
    Path write(Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (String name : weights.keySet()) {
            bytes.write(stored(weights.get(name), numbers(name)));
        }
        byte[] all = bytes.toByteArray();
        int first = all.length / 2 + 1;
        Files.write(folder.resolve("group1-shard1of2"), Arrays.copyOf(all, first));
        Files.write(folder.resolve("group1-shard2of2"), Arrays.copyOfRange(all, first, all.length));
        Object group = Map.of("paths", paths, "weights", List.copyOf(weights.values()));
        String json = JsonText.write(Map.of("modelTopology", Map.of("node", nodes), "weightsManifest", List.of(group)));
        Files.writeString(folder.resolve("model.json"), json);
        return folder;
    }

    /** Kernels in the format that is wanted, all else as float32. */
    private byte[] stored(Map<String, Object> weight, float[] values) {
        if (format.equals("float32") || !String.valueOf(weight.get("name")).endsWith("/weights")) {
            return StoredFiles.floats(values);
        }
        if (format.equals("float16")) {
            weight.put("quantization", Map.of("dtype", format, "original_dtype", "float32"));
            return halves(values);
        }
        float min = Float.MAX_VALUE;
        float max = -Float.MAX_VALUE;
        for (float value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        int most = format.equals("uint8") ? 255 : 65_535;
        double scale = ((double) max - min) / most;
        weight.put("quantization", Map.of("dtype", format, "scale", scale, "min", min));
        var bytes = ByteBuffer.allocate(values.length * (most > 255 ? 2 : 1)).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            long quantised = Math.round((value - min) / scale);
            if (most > 255) {
                bytes.putShort((short) quantised);
            } else {
                bytes.put((byte) quantised);
            }
        }
        return bytes.array();
    }

    /** binary16, cut off; all values are of normal size or become 0. */
    private static byte[] halves(float[] values) {
        var bytes = ByteBuffer.allocate(values.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            int bits = Float.floatToIntBits(value);
            int exponent = (bits >> 23 & 0xFF) - 127 + 15;
            int magnitude = exponent <= 0 ? 0 : (exponent << 10) | ((bits >> 13) & 0x3FF);
            bytes.putShort((short) (((bits >>> 16) & 0x8000) | magnitude));
        }
        return bytes.array();
    }
}
