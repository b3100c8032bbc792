package dev.sightline.sink;

import dev.sightline.alert.Alert;

/**
 * Delivers alerts to one place. It connects when there is something to deliver, not before. Used by one thread, except
 * for {@link #close}.
 */
public interface AlertSink extends AutoCloseable {
    /**
     * Returns when the other side has the alert. Takes as long as its settings allow at most.
     *
     * @throws DeliveryException if it has it not, or if that is not known
     */
    void deliver(Alert alert) throws DeliveryException;

    /** Lets go of connections and files; a delivery that is under way fails soon. */
    @Override
    void close();
}
