package dev.sightline.onnx;

import static dev.sightline.onnx.GraphWriter.integer;
import static dev.sightline.onnx.GraphWriter.ints;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.sightline.ssd.Normalization;
import java.util.List;

/**
 * The nodes before a network: from pixels as bytes to normalised planes.
 *
 * @param graph that they are written to
 * @param input that the network wants
 */
record PixelNodes(GraphWriter graph, ServingGraph.Input input) {
    private static final String PREFIX = "serving/";

    /** The planes are put in order as bytes: that is a quarter of the memory to move. */
    void write() {
        var normalization = input.normalization();
        String planes =
                graph.node("Transpose", PREFIX + "planes", List.of(ServingGraph.PIXELS), ints("perm", 0, 3, 1, 2));
        if (normalization.channels() == Normalization.Channels.RGB) {
            String order = graph.longs(PREFIX + "redFirst", List.of(3), 2, 1, 0);
            planes = graph.node("Gather", PREFIX + "ordered", List.of(planes, order), integer("axis", 1));
        }
        String numbers =
                graph.node("Cast", PREFIX + "numbers", List.of(planes), integer("to", DataType.FLOAT.getNumber()));
        boolean plain = normalization.scale() == 1;
        String centred = graph.node(
                "Sub",
                plain ? input.name() : PREFIX + "centred",
                List.of(numbers, perPlane("mean", normalization.mean())));
        if (!plain) {
            String scale = graph.floats(PREFIX + "scale", List.of(), (float) normalization.scale());
            graph.node("Mul", input.name(), List.of(centred, scale));
        }
    }

    private String perPlane(String name, List<Double> values) {
        boolean same = values.stream().distinct().count() == 1;
        return same
                ? graph.floats(PREFIX + name, List.of(), values.get(0).floatValue())
                : graph.floats(PREFIX + name, List.of(1, 3, 1, 1), floats(values));
    }

    private static float[] floats(List<Double> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return floats;
    }
}
