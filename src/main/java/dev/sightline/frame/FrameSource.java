package dev.sightline.frame;

import dev.sightline.geometry.ImageSize;
import org.jspecify.annotations.Nullable;

/** An open camera stream or film. One thread reads it; any thread may close it. */
public interface FrameSource extends AutoCloseable {
    /**
     * Waits for the next picture.
     *
     * @return the picture, valid until the next call; null when the source has ended
     * @throws SourceException if the stream breaks or nothing arrives in time
     */
    @Nullable
    SourceFrame next() throws SourceException;

    /** What was learned when the source was opened. */
    SourceFormat format();

    /** Ends the connection. Safe to call twice and from any thread. May hang in native code: call it from a spare thread. */
    @Override
    void close();

    /**
     * What a source delivers.
     *
     * @param codec short name of the codec, e.g. {@code h264}
     * @param size picture size in pixels
     * @param framesPerSecond as the source declares it, 0 when it does not
     */
    record SourceFormat(String codec, ImageSize size, double framesPerSecond) {}

    /** One picture of a source, decoded but not yet converted. */
    interface SourceFrame {
        /** The picture's own size in pixels; it may change within a stream. */
        ImageSize size();

        /** The position in the stream in microseconds, as the source stamps it; it may jump. */
        long timestampMicros();

        /** Whether the decoder reported damage in it. */
        boolean corrupt();

        /** The pixels, scaled down so that neither side is longer than {@code longSide} pixels. */
        Image image(int longSide);
    }

    /** Opens sources. */
    @FunctionalInterface
    interface Opener {
        /**
         * Connects and finds the video track.
         *
         * @throws SourceException if that fails or takes longer than the address allows
         */
        FrameSource open(SourceAddress address) throws SourceException;
    }
}
