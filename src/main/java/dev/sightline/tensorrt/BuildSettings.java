package dev.sightline.tensorrt;

/**
 * How to build. Every input whose first dimension is open gets a profile from 1 to {@code maxBatch}.
 *
 * @param optBatch the batch to be fastest at, 1 to {@code maxBatch}
 * @param maxBatch the largest batch, 1 to 4096
 * @param precision what may be computed in
 * @param workspaceMib memory for one layer, in MiB; 0: as much as the GPU has
 */
record BuildSettings(int optBatch, int maxBatch, Precision precision, int workspaceMib) {}
