package dev.sightline.dataset;

import java.io.IOException;
import java.io.Serial;

/** A dataset is not what it should be; the message is one line that names the file, the place in it and the problem. */
public final class DatasetException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    DatasetException(String place, String problem) {
        super(place + ": " + problem);
    }

    DatasetException(String place, String problem, Throwable cause) {
        super(place + ": " + problem, cause);
    }
}
