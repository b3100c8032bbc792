package dev.sightline.stream;

import dev.sightline.alert.Alert;
import dev.sightline.frame.BadImageException;
import dev.sightline.frame.Frame;
import java.nio.ByteBuffer;

/** Draws an alert's objects on its frame. */
@FunctionalInterface
public interface Snapshot {
    /**
     * The picture as JPEG.
     *
     * @throws BadImageException if the frame holds no picture
     */
    ByteBuffer draw(Frame frame, Alert alert) throws BadImageException;
}
