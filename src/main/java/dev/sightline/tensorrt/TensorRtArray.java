package dev.sightline.tensorrt;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrayAdapter;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;

/** An array in the machine's memory: what goes into a model and comes out. */
final class TensorRtArray extends NDArrayAdapter {
    private ByteBuffer data;

    /**
     * Creates an array and lets a manager own it.
     *
     * @param data the elements, direct, in native byte order
     */
    TensorRtArray(NDManager manager, ByteBuffer data, Shape shape, DataType type) {
        super(manager, manager, shape, type, NDManager.nextUid());
        this.data = data;
        manager.attachInternal(uid, this);
    }

    /** The elements themselves. */
    @Override
    public ByteBuffer toByteBuffer(boolean tryDirect) {
        if (isClosed) {
            throw new IllegalStateException("the array is closed");
        }
        return data.duplicate().order(ByteOrder.nativeOrder()).rewind();
    }

    @Override
    public String[] toStringArray(Charset charset) {
        throw new UnsupportedOperationException("TensorRT has no arrays of texts");
    }

    @Override
    public void intern(NDArray replaced) {
        data = replaced.toByteBuffer(true);
        shape = replaced.getShape();
        dataType = replaced.getDataType();
        replaced.close();
    }

    @Override
    public void detach() {
        manager.detachInternal(getUid());
        manager = manager.getEngine().newBaseManager(manager.getDevice());
    }
}
