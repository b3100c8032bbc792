package dev.sightline.tensorrt;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The engine: TensorRT for DJL. It computes models only; arrays are plain memory, without arithmetic. */
final class TensorRtEngine extends Engine {
    static final String NAME = "TensorRT";

    /** Behind all engines of DJL (the lowest becomes its default): TensorRT is used when it is asked for by name. */
    static final int RANK = 100;

    private final String name;
    private final Supplier<Natives> loader;
    private final Arrays system = new SystemArrays();
    private @Nullable Natives natives;

    /**
     * An engine that has loaded nothing yet.
     *
     * @param loader loads the libraries when they are first needed, and again after each failure
     */
    TensorRtEngine(String name, Supplier<Natives> loader) {
        this.name = name;
        this.loader = loader;
    }

    /**
     * The native libraries.
     *
     * @throws EngineException if there are none for this machine
     */
    synchronized Natives natives() {
        var present = natives;
        if (present == null) {
            present = loader.get();
            natives = present;
        }
        return present;
    }

    @Override
    @SuppressWarnings("NullAway") // DJL's way to say that there is none
    public Engine getAlternativeEngine() {
        return null;
    }

    @Override
    public String getEngineName() {
        return name;
    }

    @Override
    public int getRank() {
        return RANK;
    }

    /** The version of the library; loads it. */
    @Override
    public String getVersion() {
        return natives().tensorRt().version();
    }

    @Override
    public boolean hasCapability(String capability) {
        return StandardCapabilities.CUDA.equals(capability) && getGpuCount() > 0;
    }

    /** How many GPUs can be used; 0 also if the libraries or the driver are missing. */
    @Override
    public int getGpuCount() {
        try {
            var cuda = natives().cuda();
            return cuda.driverVersion() == 0 ? 0 : cuda.deviceCount();
        } catch (EngineException e) {
            return 0;
        }
    }

    @Override
    public Device defaultDevice() {
        return Device.gpu();
    }

    @Override
    public Model newModel(String name, @Nullable Device device) {
        return new TensorRtModel(name, this, newBaseManager(device));
    }

    @Override
    public NDManager newBaseManager() {
        return newBaseManager(null);
    }

    @Override
    public NDManager newBaseManager(@Nullable Device device) {
        return system.newSubManager(device);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Owns arrays. */
    class Arrays extends ai.djl.ndarray.BaseNDManager {
        private Arrays(@Nullable NDManager parent, @Nullable Device device) {
            super(parent, device);
        }

        @Override
        public Engine getEngine() {
            return TensorRtEngine.this;
        }

        @Override
        public ByteBuffer allocateDirect(int capacity) {
            return ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
        }

        @Override
        public NDArray from(NDArray array) {
            if (array instanceof TensorRtArray) {
                return array;
            }
            var copy = create(array.toByteBuffer(), array.getShape(), array.getDataType());
            copy.setName(array.getName());
            return copy;
        }

        /** An array in {@code data} itself, if that is a direct byte buffer; else in a copy. */
        @Override
        public NDArray create(Buffer data, Shape shape, DataType type) {
            validateBuffer(data, type, Math.toIntExact(shape.size()));
            if (data instanceof ByteBuffer bytes && bytes.isDirect()) {
                return new TensorRtArray(this, bytes.slice(), shape, type);
            }
            var copy = allocateDirect(Math.toIntExact(shape.size() * type.getNumOfBytes()));
            if (data instanceof ByteBuffer bytes) {
                copy.put(bytes.duplicate()).rewind();
            } else {
                copyBuffer(data, copy);
            }
            return new TensorRtArray(this, copy, shape, type);
        }

        @Override
        public NDArray create(Shape shape, DataType type) {
            var zeros = allocateDirect(Math.toIntExact(shape.size() * type.getNumOfBytes()));
            return new TensorRtArray(this, zeros, shape, type);
        }

        @Override
        public NDManager newSubManager(@Nullable Device device) {
            var manager = new Arrays(this, device);
            attachInternal(manager.uid, manager);
            return manager;
        }
    }

    /** The root of all owners, never closed. */
    private final class SystemArrays extends Arrays implements NDManager.SystemNDManager {
        SystemArrays() {
            super(null, null);
        }
    }
}
