/** TensorRT as an engine of DJL. It knows nothing of cameras or of SSD. */
@NullMarked
package dev.sightline.tensorrt;

import org.jspecify.annotations.NullMarked;
