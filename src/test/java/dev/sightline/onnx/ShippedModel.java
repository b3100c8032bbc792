package dev.sightline.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.sightline.ssd.Parameter;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.Tensor;
import dev.sightline.ssd.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;

/** The file of the built-in model. */
public final class ShippedModel {
    private ShippedModel() {}

    /** All its bytes. */
    public static byte[] bytes() throws IOException {
        try (var in = ShippedModel.class.getResourceAsStream("/models/ssdlite_mobilenet_v2_coco.onnx")) {
            if (in == null) {
                throw new IOException("the built-in model is not there");
            }
            return in.readAllBytes();
        }
    }

    /** Its weights; its names are those of the graph that it was converted from, and begin with those of our layers. */
    public static Weights weights(SsdNetwork network) throws IOException {
        var tensors = new HashMap<String, Tensor>();
        for (TensorProto stored : ModelProto.parseFrom(bytes()).getGraph().getInitializerList()) {
            for (Parameter parameter : network.parameters()) {
                String end = parameter.role().equals("weight") ? ".w" : ".b";
                if (stored.getName().startsWith(parameter.layer() + "/")
                        && stored.getName().endsWith(end)) {
                    tensors.put(parameter.name(), tensor(stored));
                }
            }
        }
        return Weights.of(network, tensors);
    }

    private static Tensor tensor(TensorProto stored) {
        float[] values = new float[stored.getRawData().size() / Float.BYTES];
        ByteBuffer.wrap(stored.getRawData().toByteArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return new Tensor(stored.getDimsList().stream().map(Math::toIntExact).toList(), values);
    }
}
