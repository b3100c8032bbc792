package dev.sightline.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to count a network's multiplications, whoever wrote it: a copy of the network that gives out the output of
 * every convolution, so that an engine tells their sizes, and how many multiplications each number of them costs.
 *
 * @param probe the ONNX file that gives out the convolutions' outputs and nothing else
 * @param perNumber output's name → multiplications for each of its numbers
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes, never compared
public record ConvolutionCount(byte[] probe, Map<String, Long> perNumber) {
    /** Prepares the count for a network; convolutions and matrix products whose weights are in the
     * file as such count, those that are computed do not. */
    public static ConvolutionCount of(OnnxFile file) {
        ModelProto model = file.model();
        Map<String, TensorProto> weights = model.getGraph().getInitializerList().stream()
                .collect(Collectors.toMap(TensorProto::getName, Function.identity(), (a, b) -> a));
        List<NodeProto> counted = new ArrayList<>();
        for (NodeProto node : model.getGraph().getNodeList()) {
            if (isCounted(node) && hasMatrix(weights.get(node.getInput(1)))) {
                counted.add(node);
            }
        }
        GraphProto.Builder graph = model.getGraph().toBuilder().clearOutput();
        counted.forEach(node -> graph.addOutput(ValueInfoProto.newBuilder().setName(node.getOutput(0))));
        return new ConvolutionCount(
                model.toBuilder().setGraph(graph).build().toByteArray(),
                counted.stream().collect(Collectors.toMap(node -> node.getOutput(0), node -> cost(node, weights))));
    }

    private static boolean hasMatrix(@Nullable TensorProto weight) {
        return weight != null
                && weight.getDimsCount() > 1
                && weight.getDimsList().stream().allMatch(size -> size > 0);
    }

    private static boolean isCounted(NodeProto node) {
        return switch (node.getOpType()) {
            case "Conv", "Gemm", "MatMul" -> node.getInputCount() > 1;
            default -> false;
        };
    }

    /** A convolution's weight has the shape (outputs, inputs of a group, kernel…), a product's (inputs, outputs). */
    private static long cost(NodeProto node, Map<String, TensorProto> weights) {
        TensorProto weight = weights.get(node.getInput(1));
        if (weight == null) {
            throw new IllegalArgumentException(node.getInput(1) + " is no weight");
        }
        boolean transposed = node.getAttributeList().stream()
                .anyMatch(attribute -> attribute.getName().equals("transB") && attribute.getI() == 1);
        boolean outputsFirst = node.getOpType().equals("Conv") || transposed;
        long outputs = weight.getDims(outputsFirst ? 0 : weight.getDimsCount() - 1);
        return OnnxFile.count(weight) / outputs;
    }
}
