/**
 * Camera feeds: sampling, stall detection, reconnection and status, one feed a camera.
 */
@NullMarked
package dev.sightline.camera;

import org.jspecify.annotations.NullMarked;
