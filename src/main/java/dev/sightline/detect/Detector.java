package dev.sightline.detect;

import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import java.util.List;

/** An object detector: the seam between the pipeline and whatever engine runs the network. */
public interface Detector extends AutoCloseable {
    /**
     * Looks at a batch of pictures of any size.
     *
     * @param images at least one picture
     * @return one list a picture, in the same order, highest score first
     * @throws DetectionException if the engine fails; an {@link EngineLostException} if it does so from now on
     */
    List<List<Detection>> detect(List<Image> images);

    /** The size to which pictures are scaled anyway; handing in pictures of about this size saves work. */
    ImageSize inputSize();

    /** Which model this is. */
    ModelId model();

    /** What it runs on and how that is at present. */
    default EngineState engine() {
        return EngineState.CPU;
    }

    /** Frees the engine; later calls fail. */
    @Override
    void close();
}
