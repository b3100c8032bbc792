/** Measures the whole pipeline on the machine it runs on; no part of the product. */
@NullMarked
package dev.sightline.bench;

import org.jspecify.annotations.NullMarked;
