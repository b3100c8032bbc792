/**
 * Pictures and frames: what one camera delivered at one instant, and the seams that frames pass through.
 */
@NullMarked
package dev.sightline.frame;

import org.jspecify.annotations.NullMarked;
