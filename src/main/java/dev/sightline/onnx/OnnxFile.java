package dev.sightline.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an ONNX file holds. Its float32 weights are finite numbers, and all are in the file. */
public final class OnnxFile {
    /** The first operator set with all that a serving graph uses. */
    private static final int OLDEST_OPSET = 11;

    private final ModelProto model;

    private OnnxFile(ModelProto model) {
        this.model = model;
    }

    /**
     * Reads a file.
     *
     * @throws OnnxException if it is not ONNX, is older than operator set 11, or a weight is not a finite number
     */
    public static OnnxFile read(byte[] bytes) throws OnnxException {
        OnnxFile file = new OnnxFile(parse(bytes));
        if (file.opset() < OLDEST_OPSET) {
            throw new OnnxException("its operator set is " + file.opset() + "; " + OLDEST_OPSET + " is the oldest");
        }
        for (TensorProto tensor : file.model.getGraph().getInitializerList()) {
            checkFinite(tensor);
        }
        return file;
    }

    private static ModelProto parse(byte[] bytes) throws OnnxException {
        try {
            ModelProto model = ModelProto.parseFrom(bytes);
            if (model.getGraph().getNodeCount() > 0) {
                return model;
            }
        } catch (InvalidProtocolBufferException e) {
            throw new OnnxException("it is not an ONNX file: " + e.getMessage());
        }
        throw new OnnxException("it is not an ONNX file: there is no graph in it");
    }

    /** The version of the standard operators. */
    public int opset() {
        return model.getOpsetImportList().stream()
                .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
                .mapToInt(set -> (int) Math.min(set.getVersion(), Integer.MAX_VALUE))
                .findFirst()
                .orElse(0);
    }

    /** Whether it says what may be computed in eight bits. */
    public boolean isQuantized() {
        return model.getGraph().getNodeList().stream()
                .anyMatch(node -> node.getOpType().equals("DequantizeLinear"));
    }

    /** What goes in, without the weights: name and shape, e.g. {@code images (batch, 3, 300, 300)}. */
    public List<String> inputs() {
        return describe(inputValues());
    }

    /** What comes out: name and shape. */
    public List<String> outputs() {
        return describe(model.getGraph().getOutputList());
    }

    /** How many floating-point weights there are; single numbers are settings of the graph and not counted. */
    public long parameterCount() {
        return model.getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber())
                .mapToLong(OnnxFile::count)
                .filter(count -> count > 1)
                .sum();
    }

    /** Checks that there is an input of this name and, behind its first dimension, this shape as far as it is stated. */
    void checkInput(String name, int... shape) throws OnnxException {
        check("input", name, inputValues(), shape);
    }

    /** Checks that there is an output of this name and, behind its first dimension, this shape as far as it is stated. */
    void checkOutput(String name, int... shape) throws OnnxException {
        check("output", name, model.getGraph().getOutputList(), shape);
    }

    private static void check(String kind, String name, List<ValueInfoProto> values, int... shape)
            throws OnnxException {
        var found =
                values.stream().filter(value -> value.getName().equals(name)).findFirst();
        if (found.isEmpty()) {
            throw new OnnxException("it has no " + kind + " '" + name + "' but "
                    + values.stream().map(ValueInfoProto::getName).collect(Collectors.joining(", ")));
        }
        var tensor = found.get().getType().getTensorType();
        if (tensor.getElemType() != TensorProto.DataType.FLOAT.getNumber()) {
            throw new OnnxException("its " + kind + " " + name + " is not of float32 numbers");
        }
        var dimensions = tensor.getShape().getDimList();
        boolean fits = dimensions.isEmpty() || dimensions.size() == shape.length + 1;
        for (int i = 1; fits && i < dimensions.size(); i++) {
            long size = dimensions.get(i).getDimValue();
            fits = size <= 0 || size == shape[i - 1];
        }
        if (!fits) {
            throw new OnnxException("its " + kind + " is " + describe(found.get()) + ", not " + name + " (batch, "
                    + Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", ")) + ")");
        }
    }

    ModelProto model() {
        return model;
    }

    /** The graph's inputs that are not weights: old files list both. */
    private List<ValueInfoProto> inputValues() {
        GraphProto graph = model.getGraph();
        Set<String> weights =
                graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        return graph.getInputList().stream()
                .filter(input -> !weights.contains(input.getName()))
                .toList();
    }

    static long count(TensorProto tensor) {
        return tensor.getDimsList().stream().reduce(1L, Math::multiplyExact);
    }

    private static void checkFinite(TensorProto tensor) throws OnnxException {
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            throw new OnnxException(
                    "the weight " + tensor.getName() + " is in another file; save the model as one file");
        }
        if (tensor.getDataType() != TensorProto.DataType.FLOAT.getNumber()) {
            return;
        }
        for (float value : tensor.getFloatDataList()) {
            checkFinite(tensor, value);
        }
        FloatBuffer raw = tensor.getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] values = new float[raw.remaining()];
        raw.get(values);
        for (float value : values) {
            checkFinite(tensor, value);
        }
    }

    private static void checkFinite(TensorProto tensor, float value) throws OnnxException {
        if (!Float.isFinite(value)) {
            throw new OnnxException("the weight " + tensor.getName() + " holds " + value);
        }
    }

    private static List<String> describe(List<ValueInfoProto> values) {
        return values.stream().map(OnnxFile::describe).toList();
    }

    private static String describe(ValueInfoProto value) {
        return value.getName()
                + value.getType().getTensorType().getShape().getDimList().stream()
                        .map(OnnxFile::describe)
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String describe(TensorShapeProto.Dimension dimension) {
        if (dimension.getDimValue() > 0) {
            return Long.toString(dimension.getDimValue());
        }
        return dimension.getDimParam().isEmpty() ? "?" : dimension.getDimParam();
    }
}
