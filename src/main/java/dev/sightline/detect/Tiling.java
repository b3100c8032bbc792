package dev.sightline.detect;

import dev.sightline.geometry.ImageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a picture is cut into tiles of equal size that overlap. A network sees each tile as large as the whole picture, and so
 * finds objects that are too small for it otherwise.
 *
 * <pre>
 * 3x1, overlap 0.2:    ├──── 0 ────┤     ├──── 2 ────┤     the overlap is a fraction of a tile:
 *                               ├──── 1 ────┤              ├──── w ────┤ and ├─┤ = 0.2 w
 * </pre>
 *
 * @param columns of tiles, 1 to 16
 * @param rows of tiles, 1 to 16; 2 to 16 tiles in all, each costs as much time as the picture itself
 * @param overlap of two neighbours as a fraction of a tile's side, 0 to 0.5. An object of up to this size is whole in one
 *     of them; higher makes tiles larger, and so finds fewer small objects.
 */
public record Tiling(int columns, int rows, double overlap) {
    /**
     * The best of 0.1, 0.2 and 0.3, measured as at {@link TileMerge}: AP 76.7, 77.1, 75.8 with 2x2 tiles and 84.3, 85.6, 82.6
     * with 3x2.
     */
    public static final double USUAL_OVERLAP = 0.2;

    private static final int MOST = 16;
    private static final int LONGEST_SIDE = 16_384;
    private static final Pattern FORM = Pattern.compile("(\\d{1,2})x(\\d{1,2})");

    /** Checks the ranges. */
    public Tiling {
        if (columns < 1 || rows < 1 || columns * (long) rows < 2 || columns * (long) rows > MOST) {
            throw new IllegalArgumentException("tiles is 2 to " + MOST + " in all, not " + columns + "x" + rows);
        }
        if (!(overlap >= 0 && overlap <= 0.5)) {
            throw new IllegalArgumentException("overlap is 0 to 0.5, not " + overlap);
        }
    }

    /** Reads {@code 3x2}, three columns of two tiles; they have the usual overlap. */
    public static Tiling parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("tiles is columns x rows, such as 2x2, not '" + text + "'");
        }
        return new Tiling(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)), USUAL_OVERLAP);
    }

    /** The same with another overlap. */
    public Tiling withOverlap(double overlap) {
        return new Tiling(columns, rows, overlap);
    }

    /** The size of a picture whose tiles are at least as large as {@code tile}. */
    public ImageSize pictureSize(ImageSize tile) {
        return new ImageSize(whole(tile.width(), columns), whole(tile.height(), rows));
    }

    /** Row by row from the top left; together they cover the picture. */
    List<Tile> tiles(ImageSize picture) {
        int width = part(picture.width(), columns);
        int height = part(picture.height(), rows);
        var tiles = new ArrayList<Tile>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int left = start(column, columns, picture.width() - width);
                int top = start(row, rows, picture.height() - height);
                tiles.add(new Tile(left, top, new ImageSize(width, height), picture));
            }
        }
        return tiles;
    }

    private int whole(int part, int count) {
        return (int) Math.min(LONGEST_SIDE, Math.ceil(part * parts(count)));
    }

    private int part(int whole, int count) {
        return Math.min(whole, (int) Math.ceil(whole / parts(count)));
    }

    /** How many tile sides a picture's side is long. */
    private double parts(int count) {
        return count - (count - 1) * overlap;
    }

    private static int start(int index, int count, int last) {
        return count == 1 ? 0 : (int) Math.round((double) index * last / (count - 1));
    }

    @Override
    public String toString() {
        return columns + "x" + rows;
    }
}
