package dev.sightline.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.sightline.ssd.ChannelNorm;
import dev.sightline.ssd.Convolution;
import dev.sightline.ssd.Layer;
import dev.sightline.ssd.MaxPool;
import dev.sightline.ssd.Rectifier;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.Sum;
import dev.sightline.ssd.Tensor;
import dev.sightline.ssd.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An {@link SsdNetwork} that learns, in any engine of DJL that computes gradients. Input: normalised pictures, shape (batch,
 * 3, size, size). Outputs: offsets, shape (batch, default boxes, 4), and logits, shape (batch, default boxes, classes), in the
 * order of the default boxes.
 */
public final class SsdBlock extends AbstractBlock {
    private final SsdNetwork network;

    /** By {@link dev.sightline.ssd.Parameter#name}. */
    private final Map<String, Parameter> learned = new HashMap<>();

    /**
     * A block of float32 numbers.
     *
     * @param start the weights that {@code initialize} gives it
     */
    public SsdBlock(SsdNetwork network, Weights start) {
        this.network = network;
        for (dev.sightline.ssd.Parameter parameter : network.parameters()) {
            Tensor tensor = start.get(parameter);
            learned.put(
                    parameter.name(),
                    addParameter(Parameter.builder()
                            .setName(parameter.name())
                            .setType(type(parameter))
                            .optShape(shape(parameter))
                            .optInitializer((manager, shape, type) -> manager.create(tensor.values(), shape))
                            .build()));
        }
    }

    /** What the block has learned by now; the arrays are copies. */
    public Weights weights() {
        var tensors = new HashMap<String, Tensor>();
        for (dev.sightline.ssd.Parameter parameter : network.parameters()) {
            float[] values = parameter(parameter).getArray().toFloatArray();
            tensors.put(parameter.name(), new Tensor(parameter.shape(), values));
        }
        return Weights.of(network, tensors);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        long batch = inputShapes[0].get(0);
        int boxes = network.layout().boxCount();
        return new Shape[] {new Shape(batch, boxes, 4), new Shape(batch, boxes, network.classes())};
    }

    @Override
    protected void beforeInitialize(Shape... inputShapes) {
        super.beforeInitialize(inputShapes);
        Shape shape = inputShapes[0];
        if (!shape.equals(new Shape(shape.get(0), 3, network.inputSize(), network.inputSize()))) {
            throw new IllegalArgumentException(network.name() + " reads pictures of the shape (batch, 3, "
                    + network.inputSize() + ", " + network.inputSize() + "), not " + shape);
        }
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> options) {
        var pass = new Pass(store, training);
        pass.maps.put(SsdNetwork.INPUT, inputs.singletonOrThrow());
        for (Layer layer : network.layers()) {
            pass.maps.put(layer.name(), pass.run(layer));
        }
        var heads = network.heads();
        return new NDList(
                pass.rows(heads.stream().map(SsdNetwork.Head::boxes).toList(), 4),
                pass.rows(heads.stream().map(SsdNetwork.Head::scores).toList(), network.classes()));
    }

    private Parameter parameter(dev.sightline.ssd.Parameter parameter) {
        Parameter found = learned.get(parameter.name());
        if (found == null) {
            throw new IllegalArgumentException("the block has no " + parameter.name());
        }
        return found;
    }

    private static Parameter.Type type(dev.sightline.ssd.Parameter parameter) {
        return switch (parameter.role()) {
            case "weight" -> Parameter.Type.WEIGHT;
            case "bias" -> Parameter.Type.BIAS;
            default -> Parameter.Type.OTHER;
        };
    }

    private static Shape shape(dev.sightline.ssd.Parameter parameter) {
        return new Shape(
                parameter.shape().stream().mapToLong(Integer::longValue).toArray());
    }

    /** One batch on its way through the layers. */
    private final class Pass {
        private final ParameterStore store;
        private final boolean training;
        private final Map<String, NDArray> maps = new HashMap<>();

        Pass(ParameterStore store, boolean training) {
            this.store = store;
            this.training = training;
        }

        NDArray run(Layer layer) {
            NDArray input = map(layer.inputs().get(0));
            if (layer instanceof Convolution convolution) {
                return rectify(convolve(convolution, input), convolution.rectifier());
            } else if (layer instanceof MaxPool pool) {
                return Pool.maxPool2d(
                        input, square(pool.kernel()), square(pool.stride()), square(pool.padding()), pool.ceiling());
            } else if (layer instanceof ChannelNorm norm) {
                return normalize(norm, input);
            } else if (layer instanceof Sum sum) {
                return input.add(map(sum.second()));
            }
            throw new IllegalArgumentException("layer " + layer.name() + " is of an unknown kind");
        }

        private NDArray convolve(Convolution layer, NDArray input) {
            int before = layer.padding().before();
            int after = layer.padding().after();
            boolean even = before == after;
            return Conv2d.conv2d(
                            even ? input : input.pad(new Shape(before, after, before, after), 0),
                            value(layer, 0),
                            value(layer, 1),
                            square(layer.stride()),
                            square(even ? before : 0),
                            square(layer.dilation()),
                            layer.groups())
                    .singletonOrThrow();
        }

        private static NDArray rectify(NDArray map, Rectifier rectifier) {
            return switch (rectifier) {
                case NONE -> map;
                case RELU -> map.getNDArrayInternal().relu();
                case RELU6 -> map.clip(0, 6);
            };
        }

        private NDArray normalize(ChannelNorm layer, NDArray input) {
            NDArray norm = input.square()
                    .sum(new int[] {1}, true)
                    .add(ChannelNorm.EPSILON)
                    .sqrt();
            return input.div(norm).mul(value(layer, 0).reshape(1, -1, 1, 1));
        }

        /** Heads of shape (batch, shapes × numbers, size, size) as (batch, default boxes, numbers), one after the other. */
        NDArray rows(List<String> heads, int numbers) {
            var rows = new NDList();
            for (String head : heads) {
                NDArray map = map(head);
                rows.add(map.transpose(0, 2, 3, 1).reshape(map.getShape().get(0), -1, numbers));
            }
            return NDArrays.concat(rows, 1);
        }

        private NDArray map(String name) {
            NDArray map = maps.get(name);
            if (map == null) {
                throw new IllegalArgumentException("no layer before has the name " + name);
            }
            return map;
        }

        private NDArray value(Layer layer, int index) {
            NDArray images = map(SsdNetwork.INPUT);
            return store.getValue(parameter(layer.parameters().get(index)), images.getDevice(), training);
        }
    }

    private static Shape square(int side) {
        return new Shape(side, side);
    }
}
