/**
 * What can be true of a camera's scene: objects in zones, lines crossed, counts, speeds, the camera itself; and how such
 * conditions are combined. Pure: a {@link dev.sightline.condition.Condition} looks at a {@link
 * dev.sightline.condition.Scene} and at its own {@link dev.sightline.condition.Notes} and at nothing else.
 */
@NullMarked
package dev.sightline.condition;

import org.jspecify.annotations.NullMarked;
