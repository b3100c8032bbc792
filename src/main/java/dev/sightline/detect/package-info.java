/**
 * The seam to object detectors: pictures in, detections out; tiles, suppression, and the batcher that many threads share.
 */
@NullMarked
package dev.sightline.detect;

import org.jspecify.annotations.NullMarked;
