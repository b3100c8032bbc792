package dev.sightline.onnx;

import java.io.IOException;
import java.io.Serial;

/** An ONNX file cannot be used. The message is one line that names the tensor or what is wrong. */
public final class OnnxException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /** A failure with a one-line message. */
    OnnxException(String message) {
        super(message);
    }
}
