package dev.sightline.model;

import java.util.Optional;

/** Finds out whether an engine can run on this machine, without risk for this process. */
@FunctionalInterface
interface EngineProbe {
    /**
     * What is missing, in one line; empty if nothing is.
     *
     * @param device number of the GPU that is wanted, from 0
     */
    Optional<String> missing(int device);
}
