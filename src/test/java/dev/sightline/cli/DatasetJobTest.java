package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.dataset.DatasetPictures;
import dev.sightline.dataset.LabeledImage;
import dev.sightline.dataset.LabeledImages;
import dev.sightline.dataset.PixelBox;
import dev.sightline.dataset.ScoredBox;
import dev.sightline.dataset.ScoredImages;
import dev.sightline.detect.Detection;
import dev.sightline.detect.DetectionException;
import dev.sightline.detect.Detector;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.Image;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(30)
class DatasetJobTest {
    private static final int IMAGES = 40;

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();
    private final CommandLine line = SightlineCommand.line().setErr(new PrintWriter(err, true));
    private LabeledImages dataset = new LabeledImages(List.of());

    @BeforeEach
    void makePictures() throws IOException {
        List<LabeledImage> images = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            Footage.blank(folder.resolve(i + ".jpg"));
            images.add(new LabeledImage(Integer.toString(i), null, List.of()));
        }
        dataset = new LabeledImages(images);
    }

    /** Finds the right half of every picture; {@code failing} is the number of the call that fails, from 1. */
    private record Halves(AtomicInteger calls, int failing) implements Detector {
        @Override
        public List<List<Detection>> detect(List<Image> images) {
            if (calls.incrementAndGet() == failing) {
                throw new DetectionException("the engine failed");
            }
            return List.of(List.of(new Detection("half", 1, 0.5, new BoundingBox(0.5, 0, 1, 1))));
        }

        @Override
        public ImageSize inputSize() {
            return new ImageSize(64, 48);
        }

        @Override
        public ModelId model() {
            return new ModelId("halves", "1", "");
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    @Test
    void givesTheBoxesOfEveryPictureInOrder() throws Exception {
        try (var spotter = new Spotter(new Halves(new AtomicInteger(), 0), label -> true, false)) {
            ScoredImages found = new DatasetJob(spotter, new Results(line), () -> false)
                    .run(dataset, new DatasetPictures(List.of(folder)));
            assertThat(found.images().keySet())
                    .containsExactlyElementsOf(
                            dataset.images().stream().map(LabeledImage::name).toList());
            assertThat(found.images().values())
                    .allMatch(boxes -> boxes.equals(List.of(new ScoredBox("half", 0.5, new PixelBox(32, 0, 64, 48)))));
        }
    }

    @Test
    void stopsInOrder() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (var spotter = new Spotter(new Halves(calls, 0), label -> true, false)) {
            ScoredImages found = new DatasetJob(spotter, new Results(line), () -> calls.get() >= 5)
                    .run(dataset, new DatasetPictures(List.of(folder)));
            assertThat(found.images()).hasSizeBetween(5, IMAGES - 1);
            assertThat(calls.get()).as("all that was under way is there").isEqualTo((int) found.size());
        }
    }

    @Test
    void namesAndCountsWhatFails() throws Exception {
        try (var spotter = new Spotter(new Halves(new AtomicInteger(), 7), label -> true, false)) {
            var results = new Results(line);
            var job = new DatasetJob(spotter, results, () -> false);
            assertThat(job.run(dataset, new DatasetPictures(List.of(folder))).images())
                    .hasSize(IMAGES - 1);
            assertThat(job.unreadable()).isEqualTo(1);
            assertThat(results.failed()).isTrue();
            assertThat(err.toString().strip()).matches("sightline: \\S+\\.jpg: the engine failed");
        }
    }
}
