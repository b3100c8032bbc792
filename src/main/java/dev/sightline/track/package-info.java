/**
 * Following objects of one class through the frames of one camera.
 */
@NullMarked
package dev.sightline.track;

import org.jspecify.annotations.NullMarked;
