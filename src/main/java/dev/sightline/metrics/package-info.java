/**
 * What the pipeline counts and times, as verbs; the binding to Prometheus is here too.
 */
@NullMarked
package dev.sightline.metrics;

import org.jspecify.annotations.NullMarked;
