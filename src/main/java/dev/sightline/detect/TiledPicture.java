package dev.sightline.detect;

import dev.sightline.frame.Image;
import java.util.List;
import java.util.stream.Stream;

/** A picture and its tiles, on their way through a detector. */
public final class TiledPicture {
    private final List<Tile> tiles;
    private final List<Image> images;

    /** Cuts a picture. */
    public TiledPicture(Image picture, Tiling tiling) {
        tiles = Stream.concat(Stream.of(Tile.whole(picture.size())), tiling.tiles(picture.size()).stream())
                .toList();
        images = tiles.stream().map(tile -> tile.cut(picture)).toList();
    }

    /** What to look at: the picture itself, then its tiles. */
    public List<Image> images() {
        return images;
    }

    /**
     * What is in the picture, highest score first.
     *
     * @param found one list for each of {@link #images}
     */
    public List<Detection> merge(List<List<Detection>> found) {
        if (found.size() != tiles.size()) {
            throw new IllegalArgumentException(
                    found.size() + " results are not those of " + tiles.size() + " pictures");
        }
        return TileMerge.merge(tiles, found);
    }
}
