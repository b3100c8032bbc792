package dev.sightline.model;

/** Finds out whether an engine can run on this machine, without risk for this process. */
@FunctionalInterface
interface EngineProbe {
    /**
     * Tries a GPU.
     *
     * @param device number of the GPU that is wanted, from 0
     */
    Finding ask(int device);

    /**
     * What was found.
     *
     * @param missing what is missing, in one line; empty if nothing is
     * @param gpus how many GPUs there are, if nothing is missing
     */
    record Finding(String missing, int gpus) {
        /** The engine can run. */
        static Finding usable(int gpus) {
            return new Finding("", gpus);
        }

        /** The engine cannot run. */
        static Finding unusable(String missing) {
            return new Finding(missing, 0);
        }

        boolean isUsable() {
            return missing.isEmpty();
        }
    }
}
