package dev.sightline.video;

import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes pictures as an MP4 film: H.264 by OpenH264, or MPEG-4 part 2 where that is missing. For one thread. */
public final class VideoWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VideoWriter.class);

    /** Bits for a pixel of a picture: clear boxes and faces at about 1.4 Mbit/s for 768x576 at 10 pictures a second. */
    private static final double BITS_PER_PIXEL = 0.3;

    private final Path file;
    private final ImageSize size;
    private final FFmpegFrameRecorder recorder;
    private final ByteBuffer pixels;

    /**
     * Creates the file, or replaces it.
     *
     * @param size of the pictures in pixels, at least 2x2; an odd last column or row is cut off, as H.264 wants even sides
     * @param framesPerSecond above 0, at most 1000
     * @throws IOException if the file cannot be written
     */
    public VideoWriter(Path file, ImageSize size, double framesPerSecond) throws IOException {
        if (size.width() < 2 || size.height() < 2) {
            throw new IllegalArgumentException("a film is at least 2x2, not " + size);
        }
        if (!(framesPerSecond > 0 && framesPerSecond <= 1000)) {
            throw new IllegalArgumentException("framesPerSecond is above 0 and at most 1000, not " + framesPerSecond);
        }
        NativeLog.install();
        this.file = file;
        this.size = size;
        this.pixels = ByteBuffer.allocateDirect(3 * size.width() * size.height());
        ImageSize even = new ImageSize(size.width() & ~1, size.height() & ~1);
        recorder = new FFmpegFrameRecorder(file.toAbsolutePath().toString(), even.width(), even.height());
        recorder.setFormat("mp4");
        recorder.setFrameRate(framesPerSecond);
        recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
        recorder.setVideoBitrate((int) Math.min(
                Integer.MAX_VALUE, Math.max(200_000, BITS_PER_PIXEL * even.width() * even.height() * framesPerSecond)));
        recorder.setGopSize((int) Math.max(1, Math.round(2 * framesPerSecond)));
        chooseEncoder();
        try {
            recorder.startUnsafe();
        } catch (FrameRecorder.Exception failure) {
            recorder.release();
            throw new IOException(
                    "no film can be written to " + file + ": check the folder and the free space", failure);
        }
    }

    private void chooseEncoder() {
        if (avcodec.avcodec_find_encoder_by_name("libopenh264") != null) {
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_H264);
            recorder.setVideoCodecName("libopenh264");
        } else {
            LOG.warn("OpenH264 is missing: {} is written as MPEG-4 part 2, which browsers do not play", file);
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
        }
    }

    /**
     * Appends a picture.
     *
     * @throws IllegalArgumentException if its size is not the film's
     */
    public void write(Image image) throws IOException {
        if (!image.size().equals(size)) {
            throw new IllegalArgumentException("the film is " + size + ", the picture " + image.size());
        }
        pixels.clear().put(image.bgr()).clear();
        try {
            // The row stride keeps the full width, so that an odd last column is left out.
            recorder.recordImage(
                    size.width() & ~1,
                    size.height() & ~1,
                    Frame.DEPTH_UBYTE,
                    3,
                    3 * size.width(),
                    avutil.AV_PIX_FMT_BGR24,
                    pixels);
        } catch (FrameRecorder.Exception failure) {
            throw new IOException("the film " + file + " cannot be continued: check the free space", failure);
        }
    }

    /** Writes what is still held back and finishes the file. */
    @Override
    public void close() throws IOException {
        try {
            recorder.stop();
            recorder.release();
        } catch (FrameRecorder.Exception failure) {
            throw new IOException("the film " + file + " could not be finished: check the free space", failure);
        }
    }
}
