/**
 * Networks and weights that were trained elsewhere.
 *
 * <pre>
 *   prototxt ── TextParser ─▶ TextMessage ── CaffeGraph ─▶ network, default boxes ┐
 *                                                                                 ├─▶ ImportedNetwork
 *   caffemodel ────────────── CaffeBlobs ────────────────▶ weights ───────────────┤
 *                                                                                 │
 *   safetensors ── SafetensorsFile ── TorchvisionWeights ─────────────────────────┤
 *                                                                                 │
 *   model.json ─┬─ TensorFlowJsTensors ─┬─ TensorFlowJsWeights ───────────────────┘
 *               └─ TensorFlowJsGraph ───┘
 * </pre>
 */
@NullMarked
package dev.sightline.weights;

import org.jspecify.annotations.NullMarked;
