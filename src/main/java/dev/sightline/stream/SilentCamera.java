package dev.sightline.stream;

import dev.sightline.camera.CameraStatus;

/**
 * A camera of which nothing was heard for so long that it is taken for lost.
 *
 * @param status what is told of it from now on
 * @param partition of its records, in every topic
 */
record SilentCamera(CameraStatus status, int partition) {}
