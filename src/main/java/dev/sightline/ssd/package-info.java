/**
 * The arithmetic of the Single Shot MultiBox Detector (W. Liu et al., arXiv 1512.02325v5), on plain arrays: from the raw
 * outputs of a network to detections.
 *
 * <pre>
 *   SsdLayout ─ DefaultBoxGenerator ─▶ default boxes ┐
 *   raw offsets ──────────── BoxCoder ───────────────┼─▶ candidates ─ NonMaximumSuppression ─▶ detections
 *   logits ───────────────── Activation ─────────────┘
 * </pre>
 */
@NullMarked
package dev.sightline.ssd;

import org.jspecify.annotations.NullMarked;
