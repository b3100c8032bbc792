package dev.sightline.onnx;

import static dev.sightline.onnx.GraphWriter.value;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.sightline.ssd.Activation;
import dev.sightline.ssd.BoxCoder;
import dev.sightline.ssd.DefaultBox;
import dev.sightline.ssd.Normalization;
import java.util.List;

/**
 * Wraps an SSD with raw heads so that pixels go in and only candidates come out. Around the network are added: from bytes
 * to normalised planes, activation, the choice of those that reach a score, and the decoding of their boxes alone.
 *
 * <pre>
 *   pixels   uint8 (batch, height, width, 3), BGR ─▶ normalised planes ─▶ network ─▶ offsets, logits
 *   minScore float32 (1)                          ─▶ logits that reach it ─▶ candidates ─▶ scores, boxes
 * </pre>
 *
 * What is added has names that begin with {@code serving/}, so that they are not those of the network.
 */
public final class ServingGraph {
    /** Input: uint8, shape (batch, height, width, 3), blue first. */
    public static final String PIXELS = "serving/pixels";

    /** Input: float32, shape (1), above 0 and below 1. */
    public static final String MIN_SCORE = "serving/minScore";

    /** Output: int64, shape (candidates, 3): picture, default box and class of each, in this order of rising. */
    public static final String CANDIDATES = "serving/candidates";

    /** Output: float32, shape (candidates). */
    public static final String CANDIDATE_SCORES = "serving/candidateScores";

    /** Output: float32, shape (candidates, 4): left, top, right, bottom as fractions of the picture, not clipped. */
    public static final String CANDIDATE_BOXES = "serving/candidateBoxes";

    /** Output: float32, a sum over all logits and offsets, so that a network whose outputs are not finite is noticed. */
    public static final String CHECK = "serving/check";

    private ServingGraph() {}

    /**
     * What must be known of a network to wrap it.
     *
     * @param input what it reads
     * @param boxes the name of its offsets, shape (batch, default boxes, 4), float32
     * @param scores the name of its logits, shape (batch, default boxes, classes), float32
     * @param activation from logits to scores
     * @param coder from offsets to boxes
     * @param defaultBoxes in the order of the outputs
     * @param used for each class, whether it may become a candidate
     */
    public record Wrapping(
            Input input,
            String boxes,
            String scores,
            Activation activation,
            BoxCoder coder,
            List<DefaultBox> defaultBoxes,
            List<Boolean> used) {}

    /**
     * A network's input: float32, shape (batch, 3, height, width).
     *
     * @param name of the input
     * @param width in pixels
     * @param height in pixels
     * @param normalization of the pixels
     */
    public record Input(String name, int width, int height, Normalization normalization) {}

    /**
     * The bytes of a serving model.
     *
     * @throws OnnxException if the network's input or outputs are not those that are named, or have other shapes
     */
    public static byte[] wrap(OnnxFile network, Wrapping wrapping) throws OnnxException {
        var input = wrapping.input();
        int boxes = wrapping.defaultBoxes().size();
        int classes = wrapping.used().size();
        network.checkInput(input.name(), 3, input.height(), input.width());
        network.checkOutput(wrapping.boxes(), boxes, 4);
        network.checkOutput(wrapping.scores(), boxes, classes);
        return around(network.model(), wrapping).toByteArray();
    }

    private static ModelProto around(ModelProto network, Wrapping wrapping) {
        var before = new GraphWriter();
        new PixelNodes(before, wrapping.input()).write();
        var after = new GraphWriter();
        new CandidateNodes(after, wrapping).write();
        var input = wrapping.input();
        var graph = GraphProto.newBuilder()
                .setName(network.getGraph().getName())
                .addInput(value(PIXELS, DataType.UINT8, "batch", input.height(), input.width(), 3))
                .addInput(value(MIN_SCORE, DataType.FLOAT, 1))
                .addOutput(value(CANDIDATES, DataType.INT64, "candidates", 3))
                .addOutput(value(CANDIDATE_SCORES, DataType.FLOAT, "candidates"))
                .addOutput(value(CANDIDATE_BOXES, DataType.FLOAT, "candidates", 4))
                .addOutput(value(CHECK, DataType.FLOAT));
        before.addTo(graph);
        graph.addAllNode(network.getGraph().getNodeList())
                .addAllInitializer(network.getGraph().getInitializerList());
        after.addTo(graph);
        return network.toBuilder()
                .setIrVersion(Math.max(network.getIrVersion(), SsdGraph.IR_VERSION))
                .setGraph(graph)
                .build();
    }
}
