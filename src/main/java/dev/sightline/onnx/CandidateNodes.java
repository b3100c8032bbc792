package dev.sightline.onnx;

import static dev.sightline.onnx.GraphWriter.integer;
import static dev.sightline.onnx.GraphWriter.ints;

import dev.sightline.ssd.Activation;
import dev.sightline.ssd.BoxCoder;
import dev.sightline.ssd.DefaultBox;
import java.util.List;

/**
 * The nodes after a network: from offsets and logits to candidates.
 *
 * @param graph that they are written to
 * @param wrapping what the outputs mean
 */
record CandidateNodes(GraphWriter graph, ServingGraph.Wrapping wrapping) {
    private static final String PREFIX = "serving/";

    void write() {
        String logits = shaped("logitsOfAll", wrapping.scores(), wrapping.used().size());
        String offsets = shaped("offsetsOfAll", wrapping.boxes(), 4);
        check(logits, offsets);
        select(logits);
        decode(offsets);
    }

    /** The engine refuses an output of another shape here, where the file does not say which one it has. */
    private String shaped(String name, String output, int numbers) {
        String shape = graph.longs(
                PREFIX + name + "Shape", List.of(3), 0, wrapping.defaultBoxes().size(), numbers);
        return graph.node("Reshape", PREFIX + name, List.of(output, shape));
    }

    private void check(String logits, String offsets) {
        String ofLogits = graph.node("ReduceSum", PREFIX + "sumOfLogits", List.of(logits), integer("keepdims", 0));
        String ofOffsets = graph.node("ReduceSum", PREFIX + "sumOfOffsets", List.of(offsets), integer("keepdims", 0));
        graph.node("Add", ServingGraph.CHECK, List.of(ofLogits, ofOffsets));
    }

    /**
     * A logit is compared with what its sigmoid must reach, so that only the candidates' exponentials are computed; for a
     * softmax all are needed. The background and unused classes are compared with infinity.
     */
    private void select(String logits) {
        boolean sigmoid = wrapping.activation() == Activation.SIGMOID;
        String values =
                sigmoid ? logits : graph.node("Softmax", PREFIX + "softmax", List.of(logits), integer("axis", 2));
        String least = sigmoid ? logit() : ServingGraph.MIN_SCORE;
        String bounds = graph.node("Add", PREFIX + "bounds", List.of(least, unused()));
        String below = graph.node("Less", PREFIX + "below", List.of(values, bounds));
        String reaches = graph.node("Not", PREFIX + "reaches", List.of(below));
        String index = graph.node("NonZero", PREFIX + "index", List.of(reaches));
        graph.node("Transpose", ServingGraph.CANDIDATES, List.of(index), ints("perm", 1, 0));
        String chosen = sigmoid ? PREFIX + "chosen" : ServingGraph.CANDIDATE_SCORES;
        graph.node("GatherND", chosen, List.of(values, ServingGraph.CANDIDATES));
        if (sigmoid) {
            graph.node("Sigmoid", ServingGraph.CANDIDATE_SCORES, List.of(chosen));
        }
    }

    /** {@code ln(s / (1 - s))} of the least score. */
    private String logit() {
        String one = graph.floats(PREFIX + "one", List.of(), 1);
        String rest = graph.node("Sub", PREFIX + "rest", List.of(one, ServingGraph.MIN_SCORE));
        String odds = graph.node("Div", PREFIX + "odds", List.of(ServingGraph.MIN_SCORE, rest));
        return graph.node("Log", PREFIX + "logit", List.of(odds));
    }

    private String unused() {
        float[] bounds = new float[wrapping.used().size()];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = wrapping.used().get(i) ? 0 : Float.POSITIVE_INFINITY;
        }
        return graph.floats(PREFIX + "unused", List.of(bounds.length), bounds);
    }

    /** SSD paper, equation 2, for the candidates only; see {@link BoxCoder}. */
    private void decode(String boxes) {
        var coder = wrapping.coder();
        boolean xFirst = coder.order() == BoxCoder.Order.XYWH;
        String place = gather("place", ServingGraph.CANDIDATES, 1, 0, 1);
        String offsets = graph.node("GatherND", PREFIX + "offsets", List.of(boxes, place));
        String box = graph.node(
                "Gather", PREFIX + "box", List.of(ServingGraph.CANDIDATES, scalar("boxColumn", 1)), integer("axis", 1));
        String shift = gather("shift", offsets, 1, xFirst ? new long[] {0, 1} : new long[] {1, 0});
        String growth = gather("growth", offsets, 1, xFirst ? new long[] {2, 3} : new long[] {3, 2});
        String centres = rows("centres", box, true);
        String sizes = rows("sizes", box, false);
        String moved = times("moved", times("scaledShift", shift, coder.center()), sizes);
        String centre = graph.node("Add", PREFIX + "centre", List.of(moved, centres));
        String most = graph.floats(PREFIX + "most", List.of(), (float) BoxCoder.MAX_LOG_SCALE);
        String log = graph.node("Min", PREFIX + "log", List.of(times("scaledGrowth", growth, coder.size()), most));
        String size = times("size", graph.node("Exp", PREFIX + "factor", List.of(log)), sizes);
        String half = times("half", size, 0.5);
        String topLeft = graph.node("Sub", PREFIX + "topLeft", List.of(centre, half));
        String bottomRight = graph.node("Add", PREFIX + "bottomRight", List.of(centre, half));
        graph.node("Concat", ServingGraph.CANDIDATE_BOXES, List.of(topLeft, bottomRight), integer("axis", 1));
    }

    /** The default boxes' centres or sizes, the candidates' rows of them. */
    private String rows(String name, String box, boolean centres) {
        var boxes = wrapping.defaultBoxes();
        float[] values = new float[2 * boxes.size()];
        for (int i = 0; i < boxes.size(); i++) {
            DefaultBox from = boxes.get(i);
            values[2 * i] = (float) (centres ? from.cx() : from.width());
            values[2 * i + 1] = (float) (centres ? from.cy() : from.height());
        }
        String all = graph.floats(PREFIX + name + "OfAll", List.of(boxes.size(), 2), values);
        return graph.node("Gather", PREFIX + name, List.of(all, box), integer("axis", 0));
    }

    private String gather(String name, String from, int axis, long... indices) {
        String index = graph.longs(PREFIX + name + "Index", List.of(indices.length), indices);
        return graph.node("Gather", PREFIX + name, List.of(from, index), integer("axis", axis));
    }

    private String scalar(String name, long value) {
        return graph.longs(PREFIX + name, List.of(), value);
    }

    private String times(String name, String value, double factor) {
        return times(name, value, graph.floats(PREFIX + name + "Factor", List.of(), (float) factor));
    }

    private String times(String name, String value, String factor) {
        return graph.node("Mul", PREFIX + name, List.of(value, factor));
    }
}
