package dev.sightline.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sightline.frame.Image;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilingTest {
    private static final ImageSize VGA = new ImageSize(640, 480);

    @Test
    void tilesOfEqualSizeShareTheOverlap() {
        assertThat(new Tiling(3, 2, 0.2).tiles(new ImageSize(260, 180)))
                .extracting(TilingTest::rectangle)
                .containsExactly(
                        "100x100 at 0,0",
                        "100x100 at 80,0",
                        "100x100 at 160,0",
                        "100x100 at 0,80",
                        "100x100 at 80,80",
                        "100x100 at 160,80");
    }

    @ParameterizedTest
    @CsvSource({
        "2x1, 0, 640, 480, '320x480 at 0,0 | 320x480 at 320,0'", // side by side
        "1x2, 0.5, 640, 480, '640x320 at 0,0 | 640x320 at 0,160'", // half of each is common
        "2x1, 0.2, 101, 7, '57x7 at 0,0 | 57x7 at 44,0'", // 56.1 is rounded up
        "3x1, 0, 2, 1, '1x1 at 0,0 | 1x1 at 1,0 | 1x1 at 1,0'", // fewer pixels than tiles
        "2x1, 0.2, 1, 1, '1x1 at 0,0 | 1x1 at 0,0'" // a pixel
    })
    void cutsAnyPicture(String form, double overlap, int width, int height, String expected) {
        assertThat(Tiling.parse(form).withOverlap(overlap).tiles(new ImageSize(width, height)))
                .extracting(TilingTest::rectangle)
                .containsExactly(expected.split(" \\| ", -1));
    }

    @ParameterizedTest
    @CsvSource({"2x2, 0", "2x2, 0.1", "3x2, 0.2", "4x4, 0.3", "16x1, 0.5", "1x7, 0.17"})
    void everyPixelIsInATileAndNeighboursShareAtLeastTheOverlap(String form, double overlap) {
        Tiling tiling = Tiling.parse(form).withOverlap(overlap);
        for (ImageSize picture : List.of(VGA, new ImageSize(1921, 1079), new ImageSize(97, 331))) {
            List<Tile> tiles = tiling.tiles(picture);
            for (int i = 0; i < tiles.size(); i++) {
                Tile tile = tiles.get(i);
                boolean last = i % tiling.columns() == tiling.columns() - 1;
                int end = tile.left() + tile.size().width();
                if (last) {
                    assertThat(end).isEqualTo(picture.width());
                } else {
                    double common = end - tiles.get(i + 1).left();
                    assertThat(common).isGreaterThan(overlap * tile.size().width() - 1);
                }
            }
            Tile corner = tiles.get(tiles.size() - 1);
            assertThat(corner.top() + corner.size().height()).isEqualTo(picture.height());
        }
    }

    @Test
    void saysHowLargeAPictureMustBeForItsTiles() {
        var input = new ImageSize(300, 300);
        for (var tiling : List.of(new Tiling(2, 2, 0.2), new Tiling(3, 2, 0.17), new Tiling(16, 1, 0))) {
            ImageSize picture = tiling.pictureSize(input);
            assertThat(tiling.tiles(picture)).allMatch(tile -> tile.size().width() >= 300);
            assertThat(tiling.tiles(picture)).allMatch(tile -> tile.size().height() >= 300);
        }
        assertThat(new Tiling(2, 2, 0.2).pictureSize(input)).isEqualTo(new ImageSize(540, 540));
        assertThat(new Tiling(16, 1, 0).pictureSize(new ImageSize(9000, 10))).isEqualTo(new ImageSize(16_384, 10));
    }

    @Test
    void aTileHasItsPartOfThePixels() {
        var size = new ImageSize(3, 2);
        byte[] bgr = new byte[18];
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) i;
        }
        var picture = new Image(size, bgr);
        Image tile = new Tile(1, 1, new ImageSize(2, 1), size).cut(picture);
        assertThat(tile.size()).isEqualTo(new ImageSize(2, 1));
        assertThat(tile.bgr()).containsExactly(12, 13, 14, 15, 16, 17);
        assertThat(Tile.whole(size).cut(picture)).isSameAs(picture);
    }

    @Test
    void boxesOfATileAreMappedToThePicture() {
        var tile = new Tile(320, 240, new ImageSize(320, 240), VGA);
        assertThat(tile.inPicture(new BoundingBox(0, 0.5, 0.5, 1))).isEqualTo(new BoundingBox(0.5, 0.75, 0.75, 1));
    }

    /** Of a tile with neighbours on all sides, and of the one in the top left corner. */
    @ParameterizedTest
    @CsvSource({
        "0.3, 0.3, 0.7, 0.7, false, false", // inside
        "0.02, 0.3, 0.7, 0.7, true, false", // left
        "0.021, 0.3, 0.7, 0.7, false, false", // just not left
        "0.3, 0, 0.7, 0.7, true, false", // top
        "0.3, 0.3, 0.98, 0.7, true, true", // right
        "0.3, 0.3, 0.979, 0.7, false, false", // just not right
        "0.3, 0.3, 0.7, 1, true, true" // bottom
    })
    void onlyInnerBordersCut(double left, double top, double right, double bottom, boolean inner, boolean corner) {
        var box = new BoundingBox(left, top, right, bottom);
        var size = new ImageSize(200, 200);
        assertThat(new Tile(100, 100, size, VGA).cuts(box)).isEqualTo(inner);
        assertThat(new Tile(0, 0, size, VGA).cuts(box)).isEqualTo(corner);
        assertThat(Tile.whole(VGA).cuts(box)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1x1", "5x4", "0x2", "2x", "x", "two", "'2x2 '", "-2x2", "222x1"})
    void refusesWhatAreNotTiles(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tiling.parse(text))
                .withMessageStartingWith("tiles is ");
    }

    @Test
    void refusesOverlapsOutOfRange() {
        for (double overlap : new double[] {-0.1, 0.51, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Tiling(2, 2, overlap));
        }
    }

    private static String rectangle(Tile tile) {
        return tile.size() + " at " + tile.left() + "," + tile.top();
    }
}
