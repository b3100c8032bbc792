/**
 * Pictures as bytes: JPEG in and out, scaling, files, drawing. OpenCV stays in here; its native memory is freed before a
 * method returns.
 */
@NullMarked
package dev.sightline.picture;

import org.jspecify.annotations.NullMarked;
