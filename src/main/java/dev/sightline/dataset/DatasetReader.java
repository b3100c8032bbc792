package dev.sightline.dataset;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads ground truth and detections in any {@link DatasetFormat}.
 *
 * @param form of the boxes in text folders; other formats have one form of their own
 * @param filmLabel the class of all boxes in MOT text, which names none
 */
public record DatasetReader(BoxForm form, String filmLabel) {
    /**
     * Reads ground truth.
     *
     * @param format null to find out
     * @throws IOException if there is none, or it is wrong; the message is one line that names the place
     */
    public LabeledImages groundTruth(Path path, @Nullable DatasetFormat format) throws IOException {
        LabeledImages images =
                switch (format == null ? DatasetFormat.of(path) : format) {
                    case TEXT -> new BoxText(form).labeled(path);
                    case VOC -> new VocXml().read(path);
                    case COCO -> CocoJson.labeled(path);
                    case MOT -> new MotBoxes(filmLabel).labeled(path);
                };
        if (images.images().stream().allMatch(image -> image.boxes().isEmpty())) {
            throw new DatasetException(path.toString(), "has no ground truth");
        }
        return images;
    }

    /**
     * Reads detections.
     *
     * @param format null to find out
     * @param truth what COCO's numbers refer to
     * @throws IOException as {@link #groundTruth}
     */
    public ScoredImages detections(Path path, @Nullable DatasetFormat format, LabeledImages truth) throws IOException {
        return switch (format == null ? DatasetFormat.of(path) : format) {
            case TEXT -> new BoxText(form).scored(path);
            case VOC -> throw new DatasetException(path.toString(), "VOC XML has no scores, so it holds no detections");
            case COCO -> CocoJson.scored(path, truth.ids());
            case MOT -> new MotBoxes(filmLabel).scored(path);
        };
    }
}
