package dev.sightline.camera;

import dev.sightline.camera.CameraStatus.State;
import dev.sightline.camera.FeedReader.Progress;
import dev.sightline.camera.FeedReader.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one camera connected and hands its sampled pictures on as frames, until it is closed. One thread reads the
 * camera, another watches it: when no picture arrives in time, the reader is given up, left behind if native code does
 * not return, and replaced. Feeds share no thread and no lock, so one camera's trouble stays its own.
 *
 * <p>Every picture received is counted once as corrupt, dropped or produced. The reasons for drops are {@code sampling},
 * {@code encoding-failed}, {@code refused} (the taker of the frames threw) and {@code abandoned} (the reader was given up
 * at that picture). In {@link CameraStatus} produced means handed on. In the metrics the taker of the frames counts
 * what it stored as produced and what it could not store as dropped, {@code undelivered}. Thread-safe.
 */
public final class CameraFeed implements AutoCloseable {
    /** How long closing takes at most. */
    static final Duration CLOSING = Duration.ofMillis(1_800);

    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(1);

    private static final Ending STOPPED = new Ending(State.ENDED, "stopped");

    private final CameraSettings settings;
    private final FeedParts parts;
    private final long epoch;
    private final ReconnectPolicy policy;
    private final FeedTally tally;
    private final TamperWatch watch = new TamperWatch();
    private final StatusBoard board;
    private final Duration patience;
    private final Semaphore changes = new Semaphore(0);
    private final List<FeedReader> leftBehind = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    private CameraFeed(CameraSettings settings, FeedParts parts, long epoch, ReconnectPolicy policy) {
        this.settings = settings;
        this.parts = parts;
        this.epoch = epoch;
        this.policy = policy;
        tally = new FeedTally(settings.id(), parts.metrics());
        board = new StatusBoard(settings, parts, epoch, tally, watch);
        patience = settings.stallTimeout().compareTo(LONGEST_PATIENCE) < 0 ? settings.stallTimeout() : LONGEST_PATIENCE;
        thread = DaemonThread.of("camera-" + settings.id(), this::run);
    }

    /**
     * Starts to connect and returns at once.
     *
     * @param epoch the epoch of the frames: the present time, in milliseconds since 1970-01-01 UTC
     * @param random spreads the reconnections; used by this feed only
     */
    public static CameraFeed start(CameraSettings settings, FeedParts parts, long epoch, RandomGenerator random) {
        return start(settings, parts, epoch, new ReconnectPolicy(random));
    }

    static CameraFeed start(CameraSettings settings, FeedParts parts, long epoch, ReconnectPolicy policy) {
        var feed = new CameraFeed(settings, parts, epoch, policy);
        feed.thread.start();
        return feed;
    }

    /** How the camera is now. */
    public CameraStatus status() {
        return board.current();
    }

    /** Stops the feed. Returns within 2 s whatever the camera does; no frame is begun after that. */
    @Override
    public void close() {
        signalClose();
        awaitClosed(System.nanoTime() + CLOSING.toNanos());
    }

    /** Begins to stop the feed. */
    void signalClose() {
        closed = true;
        tally.close();
        changes.release();
    }

    /** Waits until the feed has stopped or {@code deadline}, in nanoseconds of {@link System#nanoTime}, has passed. */
    void awaitClosed(long deadline) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            board.publish();
            Duration pause = Duration.ZERO;
            while (!paused(pause) && board.state() != State.ENDED) {
                pause = connectOnce();
            }
        } catch (InterruptedException interrupted) {
            tally.close();
        }
        if (board.state() != State.ENDED) {
            board.enter(State.ENDED, STOPPED.detail());
        }
    }

    /** Waits while publishing the state; whether the feed was closed meanwhile. */
    private boolean paused(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); !closed && left > 0; left = end - System.nanoTime()) {
            await(Math.min(left, LONGEST_PATIENCE.toNanos()));
        }
        return closed;
    }

    /** Connects, follows the connection to its end and says how long to wait before the next. */
    private Duration connectOnce() throws InterruptedException {
        var reader = new FeedReader(settings, parts, epoch, new FeedReader.Books(tally, watch), changes::release);
        tally.admit(reader);
        Ending ending;
        try {
            reader.start();
            ending = watch(reader);
            tally.retire();
            board.enter(ending.state(), ending.detail());
            if (!reader.giveUp(patience)) {
                leftBehind.add(reader);
                parts.metrics().grabberAbandoned(settings.id());
            }
        } catch (OutOfMemoryError noThread) {
            ending = Ending.of(noThread);
            board.enter(ending.state(), ending.detail());
        }
        leftBehind.removeIf(old -> !old.hangs());
        return policy.next(ending.state() == State.AUTH_FAILED, reader.delivered(), leftBehind.size());
    }

    /** Waits until the connection has ended, is given up, or the feed is closed. */
    private Ending watch(FeedReader reader) throws InterruptedException {
        while (true) {
            Ending ending = reader.ending();
            Progress progress = reader.progress();
            Duration waited = Duration.ofNanos(Math.max(0, System.nanoTime() - progress.since()));
            if (reader.live()) {
                follow(progress.stage(), waited);
            }
            if (ending == null) {
                ending = closed ? STOPPED : overdue(progress.stage(), waited);
            }
            if (ending != null) {
                return ending;
            }
            await(settings.stallTimeout().toNanos() / 4);
        }
    }

    private void follow(Stage stage, Duration waited) {
        if (stage == Stage.HANDING_ON && waited.compareTo(settings.stallTimeout()) > 0) {
            board.enter(State.STALLED, "frames are not taken; check that Kafka can be reached");
        } else {
            board.enter(State.CONNECTED, "");
        }
    }

    private @Nullable Ending overdue(Stage stage, Duration waited) {
        Duration stall = settings.stallTimeout();
        Duration bound =
                switch (stage) {
                    case OPENING -> settings.address().timeout().multipliedBy(2).plus(stall);
                    case READING, CONVERTING -> stall;
                    case CLOSING -> patience;
                    case HANDING_ON, PACING -> waited;
                };
        if (waited.compareTo(bound) <= 0) {
            return null;
        }
        return stage == Stage.OPENING
                ? new Ending(
                        State.LOST, "no answer for " + seconds(bound) + "; check that the camera is on and its address")
                : new Ending(State.STALLED, "no picture for " + seconds(bound) + "; the connection is made anew");
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }

    private void await(long nanos) throws InterruptedException {
        board.publishIfDue();
        if (changes.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            changes.drainPermits();
        }
    }
}
