package dev.sightline.video;

import dev.sightline.frame.FrameSource;
import dev.sightline.frame.Image;
import dev.sightline.frame.SourceAddress;
import dev.sightline.frame.SourceException;
import dev.sightline.frame.SourceException.Kind;
import dev.sightline.geometry.ImageSize;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A camera or film that FFmpeg reads. A film delivers every picture once and in order; a camera whose stream ends or
 * breaks off is an error. Audio is not opened.
 *
 * <p>When a stream falls silent, {@link #next} fails after the address's timeout (measured with 2 s: 2.0 to 2.1 s over
 * TCP and UDP). That is FFmpeg's word; whoever cannot rely on it needs a watchdog. Closing never waits for a reader: if
 * one is inside FFmpeg, the source is freed as soon as it comes out.
 */
public final class VideoSource implements FrameSource {
    private static final Logger LOG = LoggerFactory.getLogger(VideoSource.class);

    private final SourceAddress address;
    private final FFmpegFrameGrabber grabber;
    private final SourceFormat format;
    private final PictureConverter converter = new PictureConverter();

    /** Held while native code works on this source. */
    private final ReentrantLock inUse = new ReentrantLock();

    private volatile boolean closed;
    private boolean released;
    private boolean keySeen;

    /** The one frame that the grabber decodes every picture into. */
    private @Nullable AVFrame picture;

    private boolean stalled;
    private long lastMicros;

    private VideoSource(SourceAddress address, FFmpegFrameGrabber grabber, SourceFormat format) {
        this.address = address;
        this.grabber = grabber;
        this.format = format;
    }

    /**
     * Connects; see {@link FrameSource.Opener}. Over RTSP it takes about the timeout when nobody answers, and up to three
     * times as long when a server answers at first and then falls silent, because JavaCV tries twice.
     */
    public static VideoSource open(SourceAddress address) throws SourceException {
        NativeLog.install();
        if (address.isFile()) {
            checkFile(address);
        } else {
            RtspProbe.check(address);
        }
        FFmpegFrameGrabber grabber = SourceOptions.grabber(address);
        String secret = address.secretPassword();
        if (secret != null) {
            NativeLog.REDACTION.hide(secret);
        }
        boolean open = false;
        try {
            VideoSource source = start(address, grabber);
            open = true;
            return source;
        } finally {
            if (!open) {
                release(address, grabber);
            }
        }
    }

    private static VideoSource start(SourceAddress address, FFmpegFrameGrabber grabber) throws SourceException {
        long started = System.nanoTime();
        try {
            // start() would make all sources of this process wait for each other.
            grabber.startUnsafe(true);
            if (!grabber.hasVideo() || grabber.getImageWidth() < 1 || grabber.getImageHeight() < 1) {
                throw OpenFailure.noVideo(address, late(address, started));
            }
            String codec = avcodec.avcodec_get_name(grabber.getVideoCodec()).getString();
            ImageSize size = new ImageSize(grabber.getImageWidth(), grabber.getImageHeight());
            double rate = grabber.getVideoFrameRate();
            return new VideoSource(
                    address, grabber, new SourceFormat(codec, size, Double.isFinite(rate) ? Math.max(0, rate) : 0));
        } catch (FrameGrabber.Exception failure) {
            throw OpenFailure.explain(address, String.valueOf(failure.getMessage()), late(address, started));
        } catch (IllegalArgumentException tooLarge) {
            throw new SourceException(Kind.BROKEN, address + ": " + tooLarge.getMessage());
        }
    }

    private static boolean late(SourceAddress address, long started) {
        return !address.isFile()
                && System.nanoTime() - started >= address.timeout().toNanos();
    }

    private static void checkFile(SourceAddress address) throws SourceException {
        Path file;
        try {
            file = Path.of(address.location());
        } catch (InvalidPathException impossible) {
            throw new SourceException(Kind.NO_SUCH_FILE, "there cannot be a file " + address);
        }
        if (!Files.exists(file)) {
            throw new SourceException(Kind.NO_SUCH_FILE, "there is no file " + address);
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new SourceException(Kind.NOT_A_VIDEO, address + " is not a file that can be read");
        }
    }

    @Override
    public SourceFormat format() {
        return format;
    }

    @Override
    public @Nullable SourceFrame next() throws SourceException {
        inUse.lock();
        try {
            if (closed) {
                throw new SourceException(Kind.BROKEN, address + " was closed");
            }
            return stalled ? ended(true) : grab();
        } catch (FrameGrabber.Exception | RuntimeException broken) {
            throw new SourceException(Kind.BROKEN, address + " cannot be decoded further");
        } finally {
            leave();
        }
    }

    private @Nullable SourceFrame grab() throws FrameGrabber.Exception, SourceException {
        long started = System.nanoTime();
        // JavaCV's own processing is wanted once, for it shows where the decoder leaves its pictures; after that it is
        // left out, for it fails when pictures grow within a stream.
        Frame frame = grabber.grabFrame(false, true, picture == null, false, false);
        boolean late = !address.isFile()
                && System.nanoTime() - started >= address.timeout().toNanos();
        if (frame == null) {
            return ended(late);
        }
        // A picture that comes so late was left over in the decoder when the stream had fallen silent.
        stalled = late;
        AVFrame decoded = picture == null ? (AVFrame) frame.opaque : picture;
        picture = decoded;
        keySeen |= frame.keyFrame || frame.pictType == 'I';
        lastMicros = decoded.best_effort_timestamp() == Long.MIN_VALUE ? lastMicros : frame.timestamp;
        return new RawFrame(this, decoded, lastMicros, !keySeen);
    }

    private @Nullable SourceFrame ended(boolean late) throws SourceException {
        if (late) {
            throw new SourceException(
                    Kind.TIMEOUT,
                    address + " sent no picture for " + address.timeout().toMillis() + " ms");
        }
        if (address.scheme().startsWith("rtsp")) {
            throw new SourceException(Kind.BROKEN, address + " ended the stream");
        }
        return null;
    }

    Image image(AVFrame picture, ImageSize to) {
        inUse.lock();
        try {
            if (closed) {
                throw new IllegalStateException(address + " was closed");
            }
            return converter.convert(picture, to);
        } finally {
            leave();
        }
    }

    @Override
    public void close() {
        closed = true;
        releaseIfUnused();
    }

    /** Whoever closes meanwhile either gets the lock or is seen here after it is free. */
    private void leave() {
        inUse.unlock();
        if (closed) {
            releaseIfUnused();
        }
    }

    private void releaseIfUnused() {
        if (inUse.tryLock()) {
            try {
                if (!released) {
                    released = true;
                    converter.close();
                    release(address, grabber);
                }
            } finally {
                inUse.unlock();
            }
        }
    }

    private static void release(SourceAddress address, FFmpegFrameGrabber grabber) {
        try {
            grabber.releaseUnsafe();
        } catch (FrameGrabber.Exception neverThrown) {
            LOG.debug("{} was not released", address);
        }
        String secret = address.secretPassword();
        if (secret != null) {
            NativeLog.REDACTION.forget(secret);
        }
    }
}
