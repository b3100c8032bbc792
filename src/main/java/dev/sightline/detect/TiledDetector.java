package dev.sightline.detect;

import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import java.util.ArrayList;
import java.util.List;

/**
 * Another detector that looks at each picture as a whole and at its tiles, all in one batch. As safe for use by several
 * threads as the other one, which it owns.
 */
public final class TiledDetector implements Detector {
    private final Detector detector;
    private final Tiling tiling;

    /** Puts tiles in front of a detector. */
    public TiledDetector(Detector detector, Tiling tiling) {
        this.detector = detector;
        this.tiling = tiling;
    }

    @Override
    public List<List<Detection>> detect(List<Image> images) {
        List<TiledPicture> pictures =
                images.stream().map(image -> new TiledPicture(image, tiling)).toList();
        List<List<Detection>> found = detector.detect(
                pictures.stream().flatMap(picture -> picture.images().stream()).toList());
        var merged = new ArrayList<List<Detection>>();
        int from = 0;
        for (TiledPicture picture : pictures) {
            int to = from + picture.images().size();
            merged.add(picture.merge(found.subList(from, to)));
            from = to;
        }
        return merged;
    }

    /** Large enough for every tile to be as large as the other detector wants. */
    @Override
    public ImageSize inputSize() {
        return tiling.pictureSize(detector.inputSize());
    }

    @Override
    public ModelId model() {
        return detector.model();
    }

    @Override
    public EngineState engine() {
        return detector.engine();
    }

    @Override
    public void close() {
        detector.close();
    }
}
