package dev.sightline.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A film's boxes in MOT-Challenge text, all of one class. Of ground truth, the seventh column says whether an object counts
 * (Milan et al.: MOT16, section 3.3): with 0 it is as a difficult one. Boxes are taken as they stand.
 *
 * @param label the class
 */
record MotBoxes(String label) {
    /** The file itself, {@code gt/gt.txt} of a sequence, or the only text of a folder. */
    static Path file(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return path;
        }
        Path truth = path.resolve("gt").resolve("gt.txt");
        if (Files.isRegularFile(truth)) {
            return truth;
        }
        List<Path> files = TextFiles.in(path, ".txt");
        if (files.size() != 1) {
            throw new DatasetException(path.toString(), "has " + files.size() + " texts; name one of them");
        }
        return files.get(0);
    }

    LabeledImages labeled(Path path) throws IOException {
        Map<Integer, List<LabeledBox>> frames = new TreeMap<>();
        for (MotDetection row : MotText.readBoxes(file(path))) {
            LabeledBox.Kind kind = row.score() == 0 ? LabeledBox.Kind.DIFFICULT : LabeledBox.Kind.COUNTED;
            frames.computeIfAbsent(row.frame(), frame -> new ArrayList<>()).add(new LabeledBox(label, box(row), kind));
        }
        List<LabeledImage> images = new ArrayList<>();
        frames.forEach((frame, boxes) -> images.add(new LabeledImage(Integer.toString(frame), null, boxes)));
        return new LabeledImages(images);
    }

    ScoredImages scored(Path path) throws IOException {
        Map<String, List<ScoredBox>> frames = new LinkedHashMap<>();
        for (MotDetection row : MotText.readBoxes(file(path))) {
            frames.computeIfAbsent(Integer.toString(row.frame()), frame -> new ArrayList<>())
                    .add(new ScoredBox(label, row.score(), box(row)));
        }
        return new ScoredImages(frames);
    }

    private static PixelBox box(MotDetection row) {
        return new PixelBox(row.left(), row.top(), row.right(), row.bottom());
    }
}
