/** Follows some frames from the camera to the alert, across processes, for OpenTelemetry. Knows nothing of Kafka. */
@NullMarked
package dev.sightline.trace;

import org.jspecify.annotations.NullMarked;
