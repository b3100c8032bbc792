/**
 * Points, boxes and polygons in normalised picture coordinates: x to the right, y down, the whole picture is [0, 1] × [0, 1].
 */
@NullMarked
package dev.sightline.geometry;

import org.jspecify.annotations.NullMarked;
