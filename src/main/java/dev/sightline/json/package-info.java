/** JSON documents: read key by key with errors that name the key, and written. */
@NullMarked
package dev.sightline.json;

import org.jspecify.annotations.NullMarked;
