package dev.sightline.onnx;

import static dev.sightline.onnx.GraphWriter.integer;
import static dev.sightline.onnx.GraphWriter.ints;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.sightline.ssd.ChannelNorm;
import dev.sightline.ssd.Convolution;
import dev.sightline.ssd.Layer;
import dev.sightline.ssd.MaxPool;
import dev.sightline.ssd.Parameter;
import dev.sightline.ssd.Rectifier;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.Sum;
import dev.sightline.ssd.Tensor;
import dev.sightline.ssd.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a network with its weights as an ONNX model with raw heads (opset 13). Input {@value SsdNetwork#INPUT}: float32,
 * shape (batch, 3, size, size), normalised. Outputs: {@value #BOXES}, offsets, shape (batch, default boxes, 4), and {@value
 * #SCORES}, logits, shape (batch, default boxes, classes).
 */
public final class SsdGraph {
    /** The name of the offsets. */
    public static final String BOXES = "boxes";

    /** The name of the logits. */
    public static final String SCORES = "scores";

    /** The first version of the format in which weights need not be inputs too is 4; this one goes with the operators. */
    static final int IR_VERSION = 7;

    private static final int OPSET = 13;

    private final SsdNetwork network;
    private final Weights weights;
    private final GraphWriter graph = new GraphWriter();

    private SsdGraph(SsdNetwork network, Weights weights) {
        this.network = network;
        this.weights = weights;
    }

    /** The bytes of the ONNX file. */
    public static byte[] write(SsdNetwork network, Weights weights) {
        return new SsdGraph(network, weights).model().toByteArray();
    }

    private ModelProto model() {
        if (network.layers().stream().anyMatch(SsdGraph::isRelu6)) {
            graph.floats("relu6.min", List.of(), 0);
            graph.floats("relu6.max", List.of(), 6);
        }
        network.layers().forEach(this::add);
        concatenate(BOXES, network.heads().stream().map(SsdNetwork.Head::boxes).toList(), 4);
        concatenate(
                SCORES, network.heads().stream().map(SsdNetwork.Head::scores).toList(), network.classes());
        int boxes = network.layout().boxCount();
        int size = network.inputSize();
        var builder = GraphProto.newBuilder()
                .setName(network.name())
                .addInput(GraphWriter.value(SsdNetwork.INPUT, DataType.FLOAT, "batch", 3, size, size))
                .addOutput(GraphWriter.value(BOXES, DataType.FLOAT, "batch", boxes, 4))
                .addOutput(GraphWriter.value(SCORES, DataType.FLOAT, "batch", boxes, network.classes()));
        graph.addTo(builder);
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("sightline")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(builder)
                .build();
    }

    private static boolean isRelu6(Layer layer) {
        return layer instanceof Convolution convolution && convolution.rectifier() == Rectifier.RELU6;
    }

    private void add(Layer layer) {
        if (layer instanceof Convolution convolution) {
            add(convolution);
        } else if (layer instanceof MaxPool pool) {
            add(pool);
        } else if (layer instanceof ChannelNorm norm) {
            add(norm);
        } else if (layer instanceof Sum sum) {
            graph.node("Add", sum.name(), sum.inputs());
        }
    }

    private void add(Convolution layer) {
        var inputs = new ArrayList<>(layer.inputs());
        layer.parameters().forEach(parameter -> inputs.add(constant(parameter)));
        var rectifier = layer.rectifier();
        String output = rectifier == Rectifier.NONE ? layer.name() : layer.name() + "/linear";
        int before = layer.padding().before();
        int after = layer.padding().after();
        graph.node(
                "Conv",
                output,
                inputs,
                ints("kernel_shape", layer.kernel(), layer.kernel()),
                ints("strides", layer.stride(), layer.stride()),
                ints("pads", before, before, after, after),
                ints("dilations", layer.dilation(), layer.dilation()),
                integer("group", layer.groups()));
        switch (rectifier) {
            case NONE -> {}
            case RELU -> graph.node("Relu", layer.name(), List.of(output));
            case RELU6 -> graph.node("Clip", layer.name(), List.of(output, "relu6.min", "relu6.max"));
        }
    }

    private void add(MaxPool layer) {
        int padding = layer.padding();
        graph.node(
                "MaxPool",
                layer.name(),
                layer.inputs(),
                ints("kernel_shape", layer.kernel(), layer.kernel()),
                ints("strides", layer.stride(), layer.stride()),
                ints("pads", padding, padding, padding, padding),
                integer("ceil_mode", layer.ceiling() ? 1 : 0));
    }

    private void add(ChannelNorm layer) {
        String name = layer.name();
        String input = layer.input();
        graph.floats(name + ".epsilon", List.of(), ChannelNorm.EPSILON);
        Tensor scale = weights.get(layer.parameters().get(0));
        graph.floats(name + ".scale", List.of(1, layer.inputChannels(), 1, 1), scale.values());
        graph.node("ReduceSumSquare", name + "/sum", List.of(input), ints("axes", 1), integer("keepdims", 1));
        graph.node("Add", name + "/positive", List.of(name + "/sum", name + ".epsilon"));
        graph.node("Sqrt", name + "/norm", List.of(name + "/positive"));
        graph.node("Div", name + "/unit", List.of(input, name + "/norm"));
        graph.node("Mul", name, List.of(name + "/unit", name + ".scale"));
    }

    private String constant(Parameter parameter) {
        Tensor tensor = weights.get(parameter);
        return graph.floats(parameter.name(), tensor.shape(), tensor.values());
    }

    /** Heads of shape (batch, shapes × numbers, size, size), each as (batch, boxes, numbers), one after the other. */
    private void concatenate(String output, List<String> heads, int numbers) {
        String shape = graph.longs(output + ".shape", List.of(3), 0, -1, numbers);
        var rows = new ArrayList<String>();
        for (String head : heads) {
            graph.node("Transpose", head + "/cells", List.of(head), ints("perm", 0, 2, 3, 1));
            rows.add(graph.node("Reshape", head + "/rows", List.of(head + "/cells", shape)));
        }
        graph.node("Concat", output, rows, integer("axis", 1));
    }
}
