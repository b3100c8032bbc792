package dev.sightline.tensorrt;

import ai.djl.engine.EngineException;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;

/**
 * Lets a pointer that TensorRT returned be deleted by closing it. JavaCPP generates a destructor for each class that can be
 * constructed, but attaches it to what Java constructs only; TensorRT's own objects are deleted by the same virtual one.
 */
final class Ownership extends Pointer {
    private Ownership() {}

    /**
     * Attaches the destructor of a class.
     *
     * @param pointer what TensorRT returned
     * @param sample makes an empty object of the same class
     */
    static <P extends Pointer> P own(P pointer, Supplier<P> sample) {
        try (P empty = sample.get()) {
            Method deallocator = Pointer.class.getDeclaredMethod("deallocator");
            deallocator.setAccessible(true);
            long destructor = ((NativeDeallocator) deallocator.invoke(empty)).deallocatorAddress();
            Method init = Pointer.class.getDeclaredMethod("init", long.class, long.class, long.class, long.class);
            init.setAccessible(true);
            init.invoke(pointer, pointer.address(), 1, pointer.address(), destructor);
            return pointer;
        } catch (ReflectiveOperationException e) {
            throw new EngineException("this version of JavaCPP does not fit: " + e, e);
        }
    }
}
