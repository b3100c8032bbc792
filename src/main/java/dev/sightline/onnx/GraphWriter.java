package dev.sightline.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The parts of a graph, one after the other. Not safe for use by several threads. */
final class GraphWriter {
    private final List<NodeProto> nodes = new ArrayList<>();
    private final List<TensorProto> constants = new ArrayList<>();

    /** Adds a node and returns the name of its output. */
    String node(String operator, String output, List<String> inputs, AttributeProto... attributes) {
        nodes.add(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output + "_op")
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(Arrays.asList(attributes))
                .build());
        return output;
    }

    /** Adds numbers and returns their name. */
    String floats(String name, List<Integer> shape, float... values) {
        var bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(name, TensorProto.DataType.FLOAT, shape, bytes);
    }

    /** Adds whole numbers and returns their name. */
    String longs(String name, List<Integer> shape, long... values) {
        var bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant(name, TensorProto.DataType.INT64, shape, bytes);
    }

    private String constant(String name, TensorProto.DataType type, List<Integer> shape, ByteBuffer bytes) {
        var tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
        shape.forEach(tensor::addDims);
        constants.add(tensor.setRawData(ByteString.copyFrom(bytes)).build());
        return name;
    }

    List<NodeProto> nodes() {
        return nodes;
    }

    List<TensorProto> constants() {
        return constants;
    }

    /** Adds everything to a graph. */
    void addTo(GraphProto.Builder graph) {
        graph.addAllNode(nodes).addAllInitializer(constants);
    }

    /** An input or output; a dimension is a number or a name. */
    static ValueInfoProto value(String name, TensorProto.DataType type, Object... dimensions) {
        var shape = TensorShapeProto.newBuilder();
        for (Object dimension : dimensions) {
            var builder = shape.addDimBuilder();
            if (dimension instanceof Integer number) {
                builder.setDimValue(number);
            } else {
                builder.setDimParam(dimension.toString());
            }
        }
        var tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    static AttributeProto ints(String name, long... values) {
        var attribute = AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        Arrays.stream(values).forEach(attribute::addInts);
        return attribute.build();
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }
}
