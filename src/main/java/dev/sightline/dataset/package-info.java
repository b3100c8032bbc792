/**
 * Detections and tracks as text files: the MOT Challenge's format and those of the {@code detect} command.
 */
@NullMarked
package dev.sightline.dataset;

import org.jspecify.annotations.NullMarked;
