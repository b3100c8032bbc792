package dev.sightline.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.frame.Image;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pictures of 200x100 pixels in two tiles side by side without overlap, unless said otherwise. */
class TiledDetectorTest {
    private static final ImageSize SIZE = new ImageSize(200, 100);
    private static final Tiling TWO = new Tiling(2, 1, 0);

    @Test
    void looksAtAllPicturesAndTheirTilesInOneBatch() {
        var batches = new ArrayList<List<Integer>>();
        var detector = new TiledDetector(
                new Scripted(images -> {
                    batches.add(
                            images.stream().map(image -> image.size().width()).toList());
                    return images.stream()
                            .map(image -> List.of(person(image.bgr()[0] / 100.0, 0.25, 0, 0.5, 0.5)))
                            .toList();
                }),
                TWO);
        assertThat(detector.detect(List.of(picture(10, 20), picture(30, 40))))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .containsExactly(
                                        person(0.2, 0.625, 0, 0.75, 0.5),
                                        person(0.1, 0.25, 0, 0.5, 0.5),
                                        person(0.1, 0.125, 0, 0.25, 0.5)),
                        second -> assertThat(second)
                                .containsExactly(
                                        person(0.4, 0.625, 0, 0.75, 0.5),
                                        person(0.3, 0.25, 0, 0.5, 0.5),
                                        person(0.3, 0.125, 0, 0.25, 0.5)));
        assertThat(batches).containsExactly(List.of(200, 100, 100, 200, 100, 100));
    }

    @Test
    void wantsPicturesWhoseTilesAreLargeEnough() {
        var detector = new TiledDetector(new Scripted(images -> List.of()), new Tiling(2, 2, 0.2));
        assertThat(detector.inputSize()).isEqualTo(new ImageSize(18, 18));
        assertThat(detector.model().name()).isEqualTo("scripted");
    }

    @Test
    void theBestOfAnObjectSeenTwiceStays() {
        var whole = person(0.6, 0.1, 0.1, 0.2, 0.5);
        var inLeft = person(0.8, 0.2, 0.1, 0.4, 0.5);
        assertThat(merge(List.of(whole), List.of(inLeft), List.of())).containsExactly(person(0.8, 0.1, 0.1, 0.2, 0.5));
    }

    @Test
    void classesDoNotMerge() {
        var whole = person(0.6, 0.1, 0.1, 0.2, 0.5);
        var dog = new Detection("dog", 2, 0.8, new BoundingBox(0.2, 0.1, 0.4, 0.5));
        assertThat(merge(List.of(whole), List.of(dog), List.of())).hasSize(2);
    }

    /** A third of the person is in the left tile: too little for the IoU. */
    @Test
    void aFragmentLosesAgainstTheWholeOne() {
        var whole = person(0.9, 0.4, 0.1, 0.7, 0.5);
        var left = person(0.8, 0.8, 0.1, 1, 0.5);
        var right = person(0.7, 0, 0.1, 0.4, 0.5);
        assertThat(merge(List.of(whole), List.of(left), List.of(right))).containsExactly(whole);
    }

    @Test
    void aFragmentWithoutABetterOneStays() {
        var left = person(0.8, 0.8, 0.1, 1, 0.5);
        assertThat(merge(List.of(), List.of(left), List.of())).containsExactly(person(0.8, 0.4, 0.1, 0.5, 0.5));
    }

    @Test
    void aFragmentDoesNotTakeTheWholeOneAway() {
        var whole = person(0.6, 0.4, 0.1, 0.7, 0.5);
        var left = person(0.8, 0.8, 0.1, 1, 0.5);
        assertThat(merge(List.of(whole), List.of(left), List.of()))
                .containsExactly(person(0.8, 0.4, 0.1, 0.5, 0.5), whole);
    }

    /** A child before its mother: small, inside the other's box, and cut by nothing. */
    @Test
    void aSmallOneInsideALargeOneStaysWhenNoBorderCutsIt() {
        var mother = person(0.9, 0.1, 0.1, 0.4, 0.9);
        var child = person(0.8, 0.4, 0.5, 0.6, 0.8);
        assertThat(merge(List.of(mother), List.of(child), List.of()))
                .containsExactly(mother, person(0.8, 0.2, 0.5, 0.3, 0.8));
    }

    /** Half of the union is not more than half. */
    @Test
    void anOverlapAtTheThresholdStaysAndOneJustPastItGoes() {
        var left = person(0.9, 0, 0, 0.75, 1);
        assertThat(merge(List.of(left, person(0.8, 0.25, 0, 1, 1)), List.of(), List.of()))
                .hasSize(2);
        assertThat(merge(List.of(left, person(0.8, 0.2499, 0, 1, 1)), List.of(), List.of()))
                .hasSize(1);
    }

    /** Their IoU is 2/3; the lower edge is a third of the way from the better one's to the other's. */
    @Test
    void theBestIsWhereTheOthersSayByTheirScores() {
        var whole = person(0.4, 0.1, 0, 0.2, 0.6);
        var inLeft = person(0.8, 0.2, 0, 0.4, 0.9);
        assertThat(merge(List.of(whole), List.of(inLeft), List.of()))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.score()).isEqualTo(0.8);
                    assertThat(one.box().left()).isCloseTo(0.1, within(1e-9));
                    assertThat(one.box().right()).isCloseTo(0.2, within(1e-9));
                    assertThat(one.box().bottom()).isCloseTo(0.8, within(1e-9));
                });
    }

    @Test
    void ofEqualScoresThatOfTheWholePictureIsTheBetter() {
        var whole = person(0.8, 0.4, 0.1, 0.7, 0.5);
        var left = person(0.8, 0.8, 0.1, 1, 0.5);
        assertThat(merge(List.of(whole), List.of(left), List.of())).containsExactly(whole);
    }

    @Test
    void scoresOfZeroDoNotMoveABox() {
        var whole = person(0, 0.1, 0, 0.2, 0.6);
        assertThat(merge(List.of(whole), List.of(person(0, 0.2, 0, 0.4, 0.9)), List.of()))
                .containsExactly(whole);
    }

    /** In tiles of 115 pixels that overlap by 30, the same object is whole in both. */
    @Test
    void anObjectInTheOverlapIsFoundOnce() {
        var tiled = new TiledPicture(picture(0, 0), new Tiling(2, 1, 0.25));
        var merged = tiled.merge(List.of(
                List.of(),
                List.of(person(0.8, 90 / 115.0, 0, 110 / 115.0, 1)),
                List.of(person(0.7, 5 / 115.0, 0, 25 / 115.0, 1))));
        assertThat(merged).hasSize(1);
        assertThat(merged.get(0).box().left()).isCloseTo(0.45, within(1e-9));
    }

    @Test
    void nothingComesOfNothing() {
        assertThat(merge(List.of(), List.of(), List.of())).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TiledPicture(picture(0, 0), TWO).merge(List.of(List.of(), List.of())));
    }

    private static List<Detection> merge(List<Detection> whole, List<Detection> left, List<Detection> right) {
        return new TiledPicture(picture(0, 0), TWO).merge(List.of(whole, left, right));
    }

    /** Its first pixel in blue, and the one where the right tile begins. */
    private static Image picture(int left, int right) {
        byte[] bgr = new byte[3 * SIZE.width() * SIZE.height()];
        bgr[0] = (byte) left;
        bgr[300] = (byte) right;
        return new Image(SIZE, bgr);
    }

    private static Detection person(double score, double left, double top, double right, double bottom) {
        return new Detection("person", 1, score, new BoundingBox(left, top, right, bottom));
    }

    private interface Look {
        List<List<Detection>> at(List<Image> images);
    }

    private record Scripted(Look look) implements Detector {
        @Override
        public List<List<Detection>> detect(List<Image> images) {
            return look.at(images);
        }

        @Override
        public ImageSize inputSize() {
            return new ImageSize(10, 10);
        }

        @Override
        public ModelId model() {
            return new ModelId("scripted", "1", "0".repeat(64));
        }

        @Override
        public void close() {}
    }
}
