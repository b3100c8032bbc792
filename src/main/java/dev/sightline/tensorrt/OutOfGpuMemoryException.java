package dev.sightline.tensorrt;

import ai.djl.engine.EngineException;

/** The GPU has not enough memory left; a smaller batch may still run. */
public final class OutOfGpuMemoryException extends EngineException {
    private static final long serialVersionUID = 1;

    OutOfGpuMemoryException(String message) {
        super(message);
    }
}
