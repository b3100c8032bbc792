package dev.sightline.app;

import dev.sightline.web.HealthCheck;
import java.util.List;

/** A started part of the program. */
interface Running extends AutoCloseable {
    /** How it is. */
    List<HealthCheck> health();

    /** Stops it within a few seconds; a second call does nothing. */
    @Override
    void close();
}
