package dev.sightline.dataset;

import java.io.IOException;
import java.io.Serial;

/** A text is not in MOT Challenge format; the message is one line that names the file's line and what is wrong. */
public final class MotFormatException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    MotFormatException(String name, int line, String problem) {
        super(name + ", line " + line + ": " + problem);
    }
}
