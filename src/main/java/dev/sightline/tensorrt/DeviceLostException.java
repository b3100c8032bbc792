package dev.sightline.tensorrt;

import ai.djl.engine.EngineException;

/** The GPU does nothing more for this process; only another process, or another GPU, may go on. */
public class DeviceLostException extends EngineException {
    private static final long serialVersionUID = 1;

    DeviceLostException(String message) {
        super(message);
    }

    DeviceLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
