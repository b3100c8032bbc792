/** How fast engines and the pipeline are on the machine that this runs on. */
@NullMarked
package dev.sightline.bench;

import org.jspecify.annotations.NullMarked;
