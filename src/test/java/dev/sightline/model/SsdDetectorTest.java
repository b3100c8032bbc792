package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.detect.Detection;
import dev.sightline.detect.DetectionException;
import dev.sightline.frame.Image;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.onnx.RawHeads;
import dev.sightline.picture.ImageScaler;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SsdDetectorTest {
    private static SsdDetector detector;

    @BeforeAll
    static void open() throws ModelException {
        detector = SsdDetector.open(ModelSettings.DEFAULT);
    }

    @AfterAll
    static void close() {
        detector.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dog", "coral_0001", "vtest_250"})
    void agreesWithTheOriginalRunTime(String name) throws Exception {
        var stored = ModelStore.find(null);
        var heads = RawHeads.run(stored.network(), Planes.of(stored.card().input(), List.of(Golden.image(name))), 300);
        Golden.assertSame(FloatBuffer.wrap(heads.boxes()), Golden.output(name + ".coco.boxes"), 1e-3f);
        Golden.assertSame(FloatBuffer.wrap(heads.scores()), Golden.output(name + ".coco.scores"), 1e-3f);
    }

    @Test
    void findsTheBicycleTheCarAndTheDog() throws IOException {
        var found = detector.detect(List.of(Golden.image("dog"))).get(0);
        assertThat(found).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        assertThat(found).extracting(Detection::label).startsWith("bicycle", "car", "dog");
        assertThat(found.get(2).box().iou(new BoundingBox(0.17, 0.38, 0.41, 0.94)))
                .as("where the dog is")
                .isGreaterThan(0.8);
    }

    @Test
    void findsWalkersWhereTheyAre() throws IOException {
        var found = detector.detect(List.of(Golden.image("vtest_250"))).get(0).stream()
                .filter(detection -> detection.label().equals("person"))
                .toList();
        assertThat(found).hasSizeBetween(4, 8).allSatisfy(person -> {
            BoundingBox box = person.box();
            assertThat(box).isEqualTo(box.clipped());
            assertThat(box.height() * 576 / (box.width() * 768))
                    .as("people stand")
                    .isGreaterThan(1.2);
        });
    }

    @Test
    void aBatchGivesWhatItsPicturesGiveAlone() throws IOException {
        var images = List.of(
                Golden.image("dog"), Golden.image("vtest_250"), Golden.image("coral_0001"), Golden.image("dog"));
        for (int i = 0; i < images.size(); i++) {
            assertClose(
                    detector.detect(images).get(i),
                    detector.detect(List.of(images.get(i))).get(0));
        }
    }

    @Test
    void picturesOfAnySizeAreStretched() throws IOException {
        Image wide = ImageScaler.stretch(Golden.image("dog"), new ImageSize(1280, 400));
        var found = detector.detect(List.of(wide)).get(0);
        assertThat(found.get(0).label()).isEqualTo("bicycle");
        var original =
                detector.detect(List.of(Golden.image("dog"))).get(0).get(0).box();
        assertThat(found.get(0).box().iou(original)).isGreaterThan(0.9);
    }

    @Test
    void manyThreadsShareTheNetwork() throws Exception {
        var images = List.of(Golden.image("dog"), Golden.image("vtest_250"));
        var expected = List.of(
                detector.detect(images.subList(0, 1)).get(0),
                detector.detect(images.subList(1, 2)).get(0));
        var threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> calls = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                int which = i % 2;
                calls.add(() -> {
                    assertClose(detector.detect(List.of(images.get(which))).get(0), expected.get(which));
                    return null;
                });
            }
            for (Future<Void> call : threads.invokeAll(calls)) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void seesNothingInTheDark() {
        var size = new ImageSize(64, 48);
        var black = new Image(size, new byte[3 * 64 * 48]);
        assertThat(detector.detect(List.of(black))).isEqualTo(List.of(List.of()));
    }

    @Test
    void saysWhichModelItIs() {
        assertThat(detector.model().name()).isEqualTo("ssdlite_mobilenet_v2_coco");
        assertThat(detector.model().sha256())
                .isEqualTo("3865f85d0fef9f60442c1b0c7f148ca6b83a944b37ef53303efbec9799d18140");
        assertThat(detector.inputSize()).isEqualTo(new ImageSize(300, 300));
        assertThat(detector.labels().contains("person")).isTrue();
    }

    @Test
    void refusesToWorkWhenClosed() throws ModelException {
        SsdDetector closed = SsdDetector.open(ModelSettings.DEFAULT);
        closed.close();
        closed.close();
        var picture = new Image(new ImageSize(1, 1), new byte[3]);
        assertThatThrownBy(() -> closed.detect(List.of(picture)))
                .isInstanceOf(DetectionException.class)
                .hasMessage("the detector is closed");
    }

    private static void assertClose(List<Detection> actual, List<Detection> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).label()).isEqualTo(expected.get(i).label());
            assertThat(actual.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-4));
            assertThat(actual.get(i).box().iou(expected.get(i).box())).isGreaterThan(0.999);
        }
    }
}
