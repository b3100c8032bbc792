package dev.sightline.stream;

import java.io.Serial;

/** Kafka cannot be used as it is. The message is one line that says what to change. */
public final class KafkaUnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    KafkaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    KafkaUnavailableException(String message) {
        super(message);
    }
}
