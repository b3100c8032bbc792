package dev.sightline.cli;

import dev.sightline.dataset.DatasetPictures;
import dev.sightline.dataset.LabeledImage;
import dev.sightline.dataset.LabeledImages;
import dev.sightline.dataset.PixelBox;
import dev.sightline.dataset.ScoredBox;
import dev.sightline.dataset.ScoredImages;
import dev.sightline.detect.DetectionException;
import dev.sightline.frame.Image;
import dev.sightline.picture.PictureFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Looks at all pictures of a dataset, on all cores. A picture that cannot be read is named and passed over. */
final class DatasetJob {
    private final Spotter spotter;
    private final Results results;
    private final BooleanSupplier stop;

    /** Filled by the thread that takes the results; read when that has finished. */
    private final Map<String, List<ScoredBox>> found = new LinkedHashMap<>();

    private int unreadable;

    /**
     * What came of one picture.
     *
     * @param boxes null when it could not be looked at
     */
    private record Look(
            String name,
            @Nullable List<ScoredBox> boxes,
            @Nullable Exception failure) {}

    /**
     * A job that has yet to run.
     *
     * @param results where failures go
     * @param stop whether to end in order, now
     */
    DatasetJob(Spotter spotter, Results results, BooleanSupplier stop) {
        this.spotter = spotter;
        this.results = results;
        this.stop = stop;
    }

    /** The detections of each picture that was looked at, also when there are none. */
    ScoredImages run(LabeledImages dataset, DatasetPictures pictures) throws InterruptedException {
        int total = dataset.images().size();
        try (var looks = new InOrder<Look>(spotter.workers(), look -> take(look, total))) {
            for (LabeledImage image : dataset.images()) {
                if (stop.getAsBoolean()) {
                    break;
                }
                looks.submit(() -> look(image, pictures));
            }
            looks.finish();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        results.progress().clear();
        return new ScoredImages(found);
    }

    /** How many pictures could not be read. */
    int unreadable() {
        return unreadable;
    }

    private Look look(LabeledImage image, DatasetPictures pictures) {
        try {
            Path file = pictures.find(image)
                    .orElseThrow(() -> new IOException("there is no picture file for '" + image.name() + "'"));
            return new Look(image.name(), look(file), null);
        } catch (IOException | RuntimeException e) {
            return new Look(image.name(), null, e);
        }
    }

    private List<ScoredBox> look(Path file) throws IOException {
        Image picture = PictureFile.read(file);
        try {
            return spotter.look(picture).detections().stream()
                    .map(each -> new ScoredBox(each.label(), each.score(), PixelBox.of(each.box(), picture.size())))
                    .toList();
        } catch (DetectionException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private void take(Look look, int total) {
        if (look.boxes() != null) {
            found.put(look.name(), look.boxes());
        }
        if (look.failure() != null) {
            unreadable++;
            results.add(new Outcome(null, look.failure()));
        }
        results.progress().show(found.size() + unreadable, total);
    }
}
