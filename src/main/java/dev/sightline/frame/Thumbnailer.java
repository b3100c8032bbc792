package dev.sightline.frame;

/** Makes thumbnails. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface Thumbnailer {
    /** The thumbnail of a picture, which is left as it is. */
    Thumbnail of(Image image);
}
