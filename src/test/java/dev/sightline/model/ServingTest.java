package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.detect.Detection;
import dev.sightline.frame.Image;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.onnx.RawHeads;
import dev.sightline.picture.ImageScaler;
import dev.sightline.picture.PictureFile;
import dev.sightline.ssd.DefaultBoxGenerator;
import dev.sightline.ssd.RawDecoder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network wrapped for serving gives what the network with raw heads gives, decoded the slow way. */
class ServingTest {
    private static final List<String> PICTURES = List.of("dog", "coral_0001", "vtest_250");

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({
        "sigmoid, rgb, 127.5, 0.5,  false",
        "sigmoid, rgb, 127.5, 0.01, true",
        "sigmoid, bgr, 100,   0.3,  false",
        "softmax, rgb, 127.5, 0.2,  true",
        "softmax, rgb, 90,    0.01, false",
    })
    void seesTheSame(String activation, String channels, String mean, double minScore, boolean allClasses)
            throws Exception {
        var folder = ModelFolder.in(temp);
        folder.edit("\"activation\": \"sigmoid\"", "\"activation\": \"" + activation + "\"");
        folder.edit("\"rgb\"", "\"" + channels + "\"");
        folder.edit("[127.5, 127.5, 127.5]", "[127.5, " + mean + ", 127.5]");
        var images = new ArrayList<Image>();
        for (String name : PICTURES) {
            images.add(Golden.image(name));
        }
        assertSame(new ModelSettings(folder.card(), minScore, allClasses, 1), images);
    }

    @Test
    void seesTheSameInPhotographs() throws Exception {
        Path folder = Golden.models().resolveSibling("data/raccoon/images");
        var images = new ArrayList<Image>();
        for (int i = 1; i <= 16; i++) {
            Path file = folder.resolve("raccoon-" + i + ".jpg");
            if (Files.exists(file)) {
                images.add(ImageScaler.stretch(
                        PictureFile.read(file),
                        ModelStore.find(null).card().input().size()));
            }
        }
        assertThat(images).hasSizeGreaterThan(10);
        assertSame(new ModelSettings(null, 0.05, true, 1), images);
    }

    private static void assertSame(ModelSettings settings, List<Image> images) throws Exception {
        var stored = ModelStore.find(settings.card());
        var card = stored.card();
        var raw = new RawDecoder(
                DefaultBoxGenerator.generate(card.head().layout()),
                card.head().coder(),
                card.head().activation(),
                card.head().labels(),
                new RawDecoder.Selection(
                        settings.minScore(), settings.allClasses(), card.head().suppression()));
        try (var detector = SsdDetector.open(settings)) {
            var heads = RawHeads.run(stored.network(), Planes.of(card.input(), images), 300);
            var found = detector.detect(images);
            int all = 0;
            for (int i = 0; i < images.size(); i++) {
                var ofPicture = heads.of(i, images.size());
                assertSame(
                        found.get(i),
                        raw.decode(FloatBuffer.wrap(ofPicture.boxes()), FloatBuffer.wrap(ofPicture.scores())));
                all += found.get(i).size();
            }
            assertThat(all).as("detections").isPositive();
        }
    }

    /** Scores that differ by rounding may change places. */
    private static void assertSame(List<Detection> actual, List<Detection> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        var left = new ArrayList<>(expected);
        for (Detection detection : actual) {
            assertThat(left).as("has %s", detection).anyMatch(other -> isSame(detection, other));
            left.remove(left.stream()
                    .filter(other -> isSame(detection, other))
                    .findFirst()
                    .orElseThrow());
        }
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-5));
        }
    }

    private static boolean isSame(Detection a, Detection b) {
        BoundingBox x = a.box();
        BoundingBox y = b.box();
        double apart = Math.max(
                Math.max(Math.abs(x.left() - y.left()), Math.abs(x.top() - y.top())),
                Math.max(Math.abs(x.right() - y.right()), Math.abs(x.bottom() - y.bottom())));
        return a.classIndex() == b.classIndex() && apart < 1e-5 && Math.abs(a.score() - b.score()) < 1e-5;
    }
}
