package dev.sightline.tensorrt;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractSymbolBlock;
import ai.djl.nn.ParameterList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session as DJL sees it. Inputs are found by their names if the first has one, else by their order; outputs carry their
 * names. Safe for use by several threads.
 */
final class TensorRtBlock extends AbstractSymbolBlock implements AutoCloseable {
    private final Session session;
    private final List<TensorInfo> inputs;

    /** A block that is closed with a manager. */
    TensorRtBlock(Session session, NDManager manager) {
        this.session = session;
        this.inputs = session.tensors().stream().filter(TensorInfo::input).toList();
        manager.attachInternal(NDManager.nextUid(), this);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList arrays, boolean training, @Nullable PairList<String, Object> options) {
        if (arrays.size() != inputs.size()) {
            throw new IllegalArgumentException(
                    "the model has the inputs " + names() + ", but there are " + arrays.size() + " arrays");
        }
        var batch = new ArrayList<Batch.Input>();
        for (int i = 0; i < inputs.size(); i++) {
            batch.add(input(inputs.get(i), find(arrays, i)));
        }
        NDManager manager = arrays.head().getManager();
        var results = new NDList();
        for (Batch.Output output : session.run(batch)) {
            NDArray array = manager.create(output.bytes(), output.shape(), output.type());
            array.setName(output.name());
            results.add(array);
        }
        return results;
    }

    private NDArray find(NDList arrays, int index) {
        if (arrays.head().getName() == null) {
            return arrays.get(index);
        }
        String name = inputs.get(index).name();
        return arrays.stream()
                .filter(array -> name.equals(array.getName()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the model has the inputs " + names() + ", but there is no array " + name));
    }

    private static Batch.Input input(TensorInfo input, NDArray array) {
        Shape shape = array.getShape();
        if (array.getDataType() != input.type() || !fits(shape, input)) {
            throw new IllegalArgumentException("input " + input.name() + " must be " + input.type() + " of the shape "
                    + input.shape() + ", at most " + input.largest() + ", not " + array.getDataType() + " of " + shape);
        }
        return new Batch.Input(array.toByteBuffer(true), shape);
    }

    private static boolean fits(Shape shape, TensorInfo input) {
        if (shape.dimension() != input.shape().dimension()) {
            return false;
        }
        for (int i = 0; i < shape.dimension(); i++) {
            long wanted = input.shape().get(i);
            long size = shape.get(i);
            if (wanted < 0 ? size < 1 || size > input.largest().get(i) : size != wanted) {
                return false;
            }
        }
        return true;
    }

    private List<String> names() {
        return inputs.stream().map(TensorInfo::name).toList();
    }

    @Override
    public PairList<String, Shape> describeInput() {
        var description = new PairList<String, Shape>();
        inputs.forEach(input -> description.add(input.name(), input.shape()));
        return description;
    }

    @Override
    public PairList<String, Shape> describeOutput() {
        var description = new PairList<String, Shape>();
        session.tensors().stream()
                .filter(tensor -> !tensor.input())
                .forEach(output -> description.add(output.name(), output.shape()));
        return description;
    }

    @Override
    public ParameterList getDirectParameters() {
        return new ParameterList();
    }

    @Override
    public void close() {
        session.close();
    }
}
