package dev.sightline.tensorrt;

/**
 * A GPU.
 *
 * @param name as its driver calls it
 * @param major of its compute capability
 * @param minor of its compute capability
 */
record Gpu(String name, int major, int minor) {
    /** Compute capability, such as {@code 9.0}. */
    String capability() {
        return major + "." + minor;
    }
}
