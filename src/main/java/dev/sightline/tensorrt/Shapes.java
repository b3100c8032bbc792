package dev.sightline.tensorrt;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.nvinfer.Dims64;

/** Shapes and types of DJL and of TensorRT. */
final class Shapes {
    private Shapes() {}

    /** TensorRT's shape in DJL's words. */
    static Shape shape(Dims64 dimensions) {
        try (dimensions) {
            int count = dimensions.nbDims();
            if (count < 0) {
                throw new EngineException("TensorRT knows no such shape");
            }
            long[] sizes = new long[count];
            for (int i = 0; i < count; i++) {
                sizes[i] = dimensions.d(i);
            }
            return new Shape(sizes);
        }
    }

    /** DJL's shape in TensorRT's words. */
    static Dims64 dimensions(Shape shape) {
        var dimensions = new Dims64();
        dimensions.nbDims(shape.dimension());
        for (int i = 0; i < shape.dimension(); i++) {
            dimensions.d(i, shape.get(i));
        }
        return dimensions;
    }

    /** TensorRT's type of a tensor in DJL's words. */
    static DataType type(nvinfer.DataType type, String tensor) {
        return switch (type.intern()) {
            case kFLOAT -> DataType.FLOAT32;
            case kHALF -> DataType.FLOAT16;
            case kINT8 -> DataType.INT8;
            case kUINT8 -> DataType.UINT8;
            case kINT32 -> DataType.INT32;
            case kINT64 -> DataType.INT64;
            case kBOOL -> DataType.BOOLEAN;
            default -> throw new EngineException("the type of the tensor " + tensor + " is not supported: " + type);
        };
    }
}
