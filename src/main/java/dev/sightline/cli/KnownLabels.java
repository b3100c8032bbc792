package dev.sightline.cli;

import dev.sightline.detect.Labels;
import dev.sightline.model.ModelException;
import dev.sightline.model.ModelInspector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of the data sets that SSDs are usually trained on, told apart by the number of their classes. */
final class KnownLabels {
    /** Pascal VOC's classes in the order of the authors' {@code labelmap_voc.prototxt}. */
    private static final List<String> VOC = List.of(
            "background",
            "aeroplane",
            "bicycle",
            "bird",
            "boat",
            "bottle",
            "bus",
            "car",
            "cat",
            "chair",
            "cow",
            "diningtable",
            "dog",
            "horse",
            "motorbike",
            "person",
            "pottedplant",
            "sheep",
            "sofa",
            "train",
            "tvmonitor");

    /** COCO's 80 classes and the background: the authors number them without gaps. */
    private static final int COCO_WITHOUT_GAPS = 81;

    /** COCO's own numbers, 0 to 90, ten of them without a class. */
    private static final int COCO = 91;

    private KnownLabels() {}

    /**
     * The words of a file, a line each and the background first, or of the data set with this many classes.
     *
     * @param file or null
     * @param classes of the network, the background included
     * @throws IllegalArgumentException if there is no file and no such data set
     */
    static Labels of(@Nullable Path file, int classes) throws IOException {
        if (file != null) {
            return new Labels(Files.readAllLines(file));
        }
        return new Labels(
                switch (classes) {
                    case COCO -> coco();
                    case COCO_WITHOUT_GAPS -> withoutGaps(coco());
                    default -> {
                        if (classes == VOC.size()) {
                            yield VOC;
                        }
                        throw new IllegalArgumentException(
                                "the network scores " + classes
                                        + " classes, the background included; give their words with --labels FILE, a line each");
                    }
                });
    }

    private static List<String> coco() throws ModelException {
        return ModelInspector.builtInLabels().words();
    }

    private static List<String> withoutGaps(List<String> words) {
        var used = new ArrayList<>(words);
        used.removeIf(String::isEmpty);
        return used;
    }
}
