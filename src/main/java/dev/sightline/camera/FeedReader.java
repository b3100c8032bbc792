package dev.sightline.camera;

import dev.sightline.camera.CameraStatus.State;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameSource;
import dev.sightline.frame.FrameSource.SourceFrame;
import dev.sightline.frame.SourceException;
import dev.sightline.geometry.ImageSize;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, read by a thread of its own from opening to closing. The thread may hang in native code at any point;
 * whoever watches it sees since when, gives it up and goes on without it. A reader that was given up hands on nothing
 * more and closes its source when it comes back. Readers are never interrupted: that can break the loading of native
 * libraries for the whole process.
 */
final class FeedReader {
    private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);

    private final CameraSettings settings;
    private final FeedParts parts;
    private final long epoch;
    private final FeedTally tally;
    private final TamperWatch watch;
    private final PrivacyMask mask;
    private final Runnable changed;
    private final boolean film;
    private final Sampler sampler;
    private final FilmPace pace;
    private final CountDownLatch givenUp = new CountDownLatch(1);
    private final Thread thread;
    private final Thread closer;

    private volatile Progress progress = new Progress(Stage.OPENING, System.nanoTime());
    private volatile @Nullable FrameSource source;
    private volatile @Nullable Ending ending;
    private volatile long firstPicture;
    private volatile long lastPicture;
    private volatile boolean live;

    /** What the thread is doing. */
    enum Stage {
        OPENING,
        READING,
        CONVERTING,
        HANDING_ON,
        /** Waiting until a film's next picture is due. */
        PACING,
        CLOSING
    }

    /** What all readers of a feed write into, one after the other. */
    record Books(FeedTally tally, TamperWatch watch) {}

    /** What the thread is doing and since when, in nanoseconds of {@link System#nanoTime}. */
    record Progress(Stage stage, long since) {}

    /**
     * A reader that has not been started.
     *
     * @param changed called after the first picture, when the pictures begin to look different, and at the end
     */
    FeedReader(CameraSettings settings, FeedParts parts, long epoch, Books books, Runnable changed) {
        this.settings = settings;
        this.parts = parts;
        this.epoch = epoch;
        tally = books.tally();
        watch = books.watch();
        mask = new PrivacyMask(settings::privacyMasks);
        this.changed = changed;
        film = settings.address().isFile();
        sampler = new Sampler(settings.framesPerSecond());
        pace = new FilmPace(settings.framesPerSecond());
        thread = DaemonThread.of("camera-" + settings.id() + "-reader", this::run);
        closer = DaemonThread.of("camera-" + settings.id() + "-closer", () -> close(source));
    }

    void start() {
        thread.start();
    }

    Progress progress() {
        return progress;
    }

    /** How the connection ended, null while it lasts; closing it may still take a while. */
    @Nullable
    Ending ending() {
        return ending;
    }

    /** Whether pictures have arrived. */
    boolean live() {
        return live;
    }

    /** For how long pictures arrived. */
    Duration delivered() {
        return live ? Duration.ofNanos(lastPicture - firstPicture) : Duration.ZERO;
    }

    /**
     * Ends the connection, from a spare thread, and waits for it.
     *
     * @return whether all of it came to an end in time; otherwise it is left behind
     */
    boolean giveUp(Duration patience) throws InterruptedException {
        givenUp.countDown();
        long deadline = System.nanoTime() + patience.toNanos();
        if (source != null && progress.stage() != Stage.CLOSING) {
            closer.start();
        }
        join(closer, deadline);
        join(thread, deadline);
        return !hangs();
    }

    /** Whether a thread of a reader that was given up is still there. */
    boolean hangs() {
        return closer.isAlive() || thread.isAlive();
    }

    private static void join(Thread thread, long deadline) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
    }

    private void run() {
        Ending result;
        try {
            result = play();
        } catch (SourceException failure) {
            result = Ending.of(failure, source != null);
        } catch (InterruptedException | RuntimeException | Error failure) {
            result = Ending.of(failure);
        }
        enter(Stage.CLOSING);
        ending = result;
        changed.run();
        close(source);
    }

    private Ending play() throws SourceException, InterruptedException {
        FrameSource open = open();
        tally.connected(this);
        boolean pictures = read(open);
        while (film && settings.repeat() && pictures && givenUp.getCount() > 0) {
            enter(Stage.CLOSING);
            open.close();
            open = open();
            pictures = read(open);
        }
        if (!film) {
            return new Ending(State.LOST, "the camera ended the stream; it is connected anew");
        }
        return pictures
                ? new Ending(State.ENDED, "the film has ended")
                : new Ending(State.LOST, "the film has no pictures; check the file");
    }

    private FrameSource open() throws SourceException {
        enter(Stage.OPENING);
        FrameSource opened = parts.opener().open(settings.address());
        source = opened;
        return opened;
    }

    /** Reads to the end or until given up; whether there were pictures. */
    private boolean read(FrameSource open) throws SourceException, InterruptedException {
        boolean pictures = false;
        while (givenUp.getCount() > 0) {
            enter(Stage.READING);
            SourceFrame picture = open.next();
            if (picture == null) {
                return pictures;
            }
            pictures = true;
            long now = System.nanoTime();
            long at = film ? whenDue(picture, now) : now;
            if (!tally.received(this)) {
                return true;
            }
            take(picture, at);
        }
        return pictures;
    }

    private long whenDue(SourceFrame picture, long now) throws InterruptedException {
        long due = pace.due(picture.timestampMicros(), now);
        enter(Stage.PACING);
        boolean ended = givenUp.await(due - now, TimeUnit.NANOSECONDS);
        enter(Stage.CONVERTING);
        return ended ? now : due;
    }

    private void take(SourceFrame picture, long at) {
        Instant receivedAt = parts.clock().instant();
        lastPicture = System.nanoTime();
        if (!live) {
            firstPicture = lastPicture;
            live = true;
            changed.run();
        }
        if (picture.corrupt()) {
            tally.corrupt(this);
        } else if (!sampler.keep(at)) {
            tally.dropped(this, "sampling");
        } else {
            convert(picture, at, receivedAt);
        }
    }

    private void convert(SourceFrame picture, long at, Instant receivedAt) {
        enter(Stage.CONVERTING);
        ImageSize sourceSize;
        ImageSize size;
        ByteBuffer jpeg;
        try {
            var image = picture.image(settings.longSide());
            if (settings.tampering() && watch.look(parts.thumbnailer().of(image), at, receivedAt)) {
                changed.run();
            }
            mask.paint(image);
            sourceSize = picture.size();
            size = image.size();
            jpeg = parts.codec().encode(image, settings.jpegQuality());
        } catch (RuntimeException failure) {
            LOG.debug("camera {}: {}", settings.id(), Ending.of(failure).detail());
            tally.dropped(this, "encoding-failed");
            return;
        }
        enter(Stage.HANDING_ON);
        long sequence = tally.produced(this);
        if (sequence >= 0) {
            handOn(new Frame(new FrameId(settings.id(), epoch, sequence), null, receivedAt, sourceSize, size, jpeg));
        }
    }

    private void handOn(Frame frame) {
        try {
            parts.frames().accept(frame);
        } catch (RuntimeException failure) {
            LOG.debug("frame {} was refused: {}", frame.id(), Ending.of(failure).detail());
            tally.refused(frame.id().sequence());
        }
    }

    private void enter(Stage stage) {
        progress = new Progress(stage, System.nanoTime());
    }

    private void close(@Nullable FrameSource open) {
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (RuntimeException failure) {
            LOG.warn(
                    "camera {}: closing failed: {}",
                    settings.id(),
                    failure.getClass().getName());
        }
    }
}
