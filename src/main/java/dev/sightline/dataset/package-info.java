/**
 * Detections, tracks and ground truth in files: the MOT Challenge's text, the formats of the {@code detect} command, and
 * datasets of pictures as text folders, Pascal VOC's XML and COCO's JSON.
 */
@NullMarked
package dev.sightline.dataset;

import org.jspecify.annotations.NullMarked;
