package dev.sightline.tensorrt;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be given back, the last first, each once, and all of it even if some of it fails. For one thread at a time.
 */
final class Releases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Releases.class);

    private final Deque<Runnable> releases = new ArrayDeque<>();

    /** Adds what is to be done before all that was added until now. */
    void add(Runnable release) {
        releases.push(release);
    }

    /** Gives all back; what fails is logged. */
    @Override
    public void close() {
        while (!releases.isEmpty()) {
            try {
                releases.pop().run();
            } catch (RuntimeException e) {
                LOG.warn("TensorRT: something of the GPU could not be given back: {}", e.getMessage());
            }
        }
    }
}
