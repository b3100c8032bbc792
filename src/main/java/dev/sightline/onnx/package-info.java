/**
 * ONNX files: a network written as a graph, a graph wrapped for serving, and what a file holds.
 *
 * <pre>
 *   SsdNetwork + Weights ── SsdGraph ──▶ raw heads ── ServingGraph ──▶ pixels in, candidates out
 * </pre>
 *
 * On a CPU the wrapped network is as fast as the raw one with its outputs decoded outside: 18.4 against 18.8 ms a picture at
 * batch 1, 146 against 146 ms at batch 8 (SSDLite, one thread of an AMD EPYC, medians of 2 × 101 rounds). It is used for all
 * models, for one way through the engines: on a GPU it also saves moving three
 * quarters of a picture's bytes and 700 kB of logits.
 */
@NullMarked
package dev.sightline.onnx;

import org.jspecify.annotations.NullMarked;
