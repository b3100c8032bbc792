/** SSD models: their cards, their files and the engine that runs them. */
@NullMarked
package dev.sightline.model;

import org.jspecify.annotations.NullMarked;
