package dev.sightline.weights;

import dev.sightline.ssd.Convolution;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.Tensor;
import dev.sightline.weights.TensorFlowJsGraph.Node;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of a TensorFlow graph with the products, sums and norms of its output folded into its weight and bias, as S.
 * Ioffe and C. Szegedy, arXiv 1502.03167, algorithm 2, allows once a network is trained. Not thread-safe.
 */
final class FoldedConvolution {
    private final SsdNetwork network;
    private final Convolution layer;
    private final TensorFlowJsTensors tensors;
    private final Node convolution;
    private final double[] scale;
    private final double[] shift;
    private String output;
    private @Nullable String added;
    private boolean rectified;

    private FoldedConvolution(SsdNetwork network, Convolution layer, TensorFlowJsTensors tensors, Node convolution) {
        this.network = network;
        this.layer = layer;
        this.tensors = tensors;
        this.convolution = convolution;
        this.scale = new double[layer.outputChannels()];
        this.shift = new double[layer.outputChannels()];
        this.output = convolution.name();
        Arrays.fill(scale, 1);
    }

    /** Finds the layer's convolution and follows its output up to the rectifier, or to where several nodes read it. */
    static FoldedConvolution of(
            SsdNetwork network, Convolution layer, TensorFlowJsGraph graph, TensorFlowJsTensors tensors)
            throws IOException {
        Node convolution = graph.convolution(layer.name() + "/");
        if (convolution == null) {
            throw new WeightsException("layer " + layer.name() + ": the graph has no convolution of this name");
        }
        var folded = new FoldedConvolution(network, layer, tensors, convolution);
        Node next = graph.onlyReader(folded.output);
        while (next != null && !folded.rectified && folded.take(next)) {
            folded.output = next.name();
            next = graph.onlyReader(folded.output);
        }
        return folded;
    }

    /** The map that the convolution reads. */
    String input() {
        return convolution.inputs().get(0);
    }

    /** The map after all that was folded. */
    String output() {
        return output;
    }

    /** The map that is added on the way, if one is. */
    @Nullable
    String added() {
        return added;
    }

    /** Whether the output goes through a ReLU6. */
    boolean rectified() {
        return rectified;
    }

    private boolean take(Node node) throws IOException {
        if (node.op().equals("Relu6")) {
            rectified = true;
            return true;
        }
        if (node.isNorm() && node.inputs().get(0).equals(output)) {
            normalize(node);
            return true;
        }
        if (!node.isSum() && !node.isProduct()) {
            return false;
        }
        String other = node.inputBeside(output);
        if (!tensors.has(other)) {
            return node.isSum() && addMap(other);
        }
        float[] values = vector(other);
        for (int i = 0; i < values.length; i++) {
            scale[i] *= node.isSum() ? 1 : values[i];
            shift[i] = node.isSum() ? shift[i] + values[i] : shift[i] * values[i];
        }
        checkAddedUnscaled(node.isProduct());
        return true;
    }

    private boolean addMap(String map) {
        if (added != null) {
            return false;
        }
        added = map;
        return true;
    }

    /** {@code (x - mean) / sqrt(variance + epsilon) * gamma + beta}; the inputs are x, gamma, beta, mean, variance. */
    private void normalize(Node node) throws IOException {
        float[] gamma = vector(node.inputs().get(1));
        float[] beta = vector(node.inputs().get(2));
        float[] mean = vector(node.inputs().get(3));
        float[] variance = vector(node.inputs().get(4));
        for (int i = 0; i < scale.length; i++) {
            double factor = gamma[i] / Math.sqrt(variance[i] + node.epsilon());
            scale[i] *= factor;
            shift[i] = (shift[i] - mean[i]) * factor + beta[i];
        }
        checkAddedUnscaled(true);
    }

    private void checkAddedUnscaled(boolean scales) throws WeightsException {
        if (scales && added != null) {
            throw new WeightsException("layer " + layer.name() + ": the graph scales its output after adding " + added);
        }
    }

    private float[] vector(String name) throws IOException {
        return values(name, List.of(layer.outputChannels()));
    }

    private float[] values(String name, List<Integer> shape) throws IOException {
        if (!tensors.has(name)) {
            throw new WeightsException("layer " + layer.name() + ": there is no tensor " + name);
        }
        ShapeCheck.check(network, layer.name(), tensors.get(name), shape);
        return tensors.read(name).values();
    }

    /** The bias with all that was added to it. */
    Tensor bias() {
        float[] values = new float[shift.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) shift[i];
        }
        return new Tensor(List.of(values.length), values);
    }

    /**
     * The kernel times all that the output is multiplied by. TensorFlow's shape is (rows, columns, input channels, output
     * channels), or (rows, columns, channels, 1) if each channel goes by itself.
     */
    Tensor weight() throws IOException {
        int kernel = layer.kernel();
        int inputs = layer.inputChannels() / layer.groups();
        int outputs = layer.outputChannels();
        var shape =
                layer.groups() == 1 ? List.of(kernel, kernel, inputs, outputs) : List.of(kernel, kernel, outputs, 1);
        float[] from = values(convolution.inputs().get(1), shape);
        float[] to = new float[from.length];
        int cells = kernel * kernel;
        int at = 0;
        for (int out = 0; out < outputs; out++) {
            for (int in = 0; in < inputs; in++) {
                for (int cell = 0; cell < cells; cell++) {
                    to[at++] = (float) (from[(cell * inputs + in) * outputs + out] * scale[out]);
                }
            }
        }
        return new Tensor(List.of(outputs, inputs, kernel, kernel), to);
    }
}
