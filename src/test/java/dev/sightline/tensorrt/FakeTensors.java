package dev.sightline.tensorrt;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/** The inputs and outputs of the network that the made-up GPU runs. */
final class FakeTensors {
    private FakeTensors() {}

    static List<TensorInfo> of(int largestBatch, boolean dataDependent, boolean shapeOutputs) {
        var tensors = new ArrayList<TensorInfo>();
        tensors.add(tensor("numbers", true, DataType.FLOAT32, new Shape(-1, 2), new Shape(largestBatch, 2), false));
        tensors.add(tensor("least", true, DataType.FLOAT32, new Shape(1), new Shape(1), false));
        tensors.add(tensor("doubled", false, DataType.FLOAT32, new Shape(-1, 2), new Shape(-1, 2), false));
        if (dataDependent) {
            tensors.add(tensor("large", false, DataType.INT64, new Shape(-1, 1), new Shape(-1, 1), false));
        }
        if (dataDependent && shapeOutputs) {
            tensors.add(tensor("large#shape", false, DataType.INT64, new Shape(2), new Shape(2), true));
        }
        return tensors;
    }

    private static TensorInfo tensor(
            String name, boolean input, DataType type, Shape shape, Shape largest, boolean onHost) {
        return new TensorInfo(name, input, type, shape, largest, onHost);
    }
}
