package dev.sightline.cli;

import org.jspecify.annotations.Nullable;

/**
 * What came of one source.
 *
 * @param summary one line of what was written, or null when nothing was
 * @param failure what went wrong, or null
 */
record Outcome(@Nullable String summary, @Nullable Exception failure) {}
