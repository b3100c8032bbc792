package dev.sightline.sink;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An alert was not delivered. The message is one line that says what to change, and nothing secret. */
public final class DeliveryException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final boolean refused;

    private DeliveryException(String message, boolean refused, @Nullable Throwable cause) {
        super(message.replaceAll("\\p{Cntrl}+", " "), cause);
        this.refused = refused;
    }

    /** It may go better another time. */
    public static DeliveryException failed(String message, @Nullable Throwable cause) {
        return new DeliveryException(message, false, cause);
    }

    /** The other side is well and does not take this alert. */
    public static DeliveryException refused(String message) {
        return new DeliveryException(message, true, null);
    }

    /** Whether trying this alert again is in vain. */
    public boolean isRefused() {
        return refused;
    }
}
