/**
 * ONNX files: a network written as a graph, a graph wrapped for serving, and what a file holds.
 *
 * <pre>
 *   SsdNetwork + Weights ── SsdGraph ──▶ raw heads ── ServingGraph ──▶ pixels in, candidates out
 * </pre>
 */
@NullMarked
package dev.sightline.onnx;

import org.jspecify.annotations.NullMarked;
