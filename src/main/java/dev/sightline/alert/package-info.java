/**
 * Rules: what is asked of a camera's scene, when it counts, and how an occurrence becomes alerts without floods and without
 * losses.
 */
@NullMarked
package dev.sightline.alert;

import org.jspecify.annotations.NullMarked;
