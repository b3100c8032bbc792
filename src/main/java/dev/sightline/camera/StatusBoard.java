package dev.sightline.camera;

import dev.sightline.camera.CameraStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The state of one camera, published at every change and at a steady pace in between. One thread changes and publishes
 * it; any thread may look at it.
 */
final class StatusBoard {
    private static final Logger LOG = LoggerFactory.getLogger(StatusBoard.class);
    private static final Duration PACE = Duration.ofSeconds(5);

    private final CameraSettings settings;
    private final FeedParts parts;
    private final long epoch;
    private final FeedTally tally;
    private final TamperWatch watch;
    private volatile Entry entry;
    private Tampering tampering = Tampering.NONE;
    private long published = System.nanoTime();

    private record Entry(State state, Instant since, String detail) {}

    StatusBoard(CameraSettings settings, FeedParts parts, long epoch, FeedTally tally, TamperWatch watch) {
        this.settings = settings;
        this.parts = parts;
        this.epoch = epoch;
        this.tally = tally;
        this.watch = watch;
        entry = new Entry(State.CONNECTING, parts.clock().instant(), "");
    }

    State state() {
        return entry.state();
    }

    /** Changes the state and publishes it; does nothing when state and detail stay as they are. */
    void enter(State state, String rawDetail) {
        String detail = oneLine(rawDetail);
        Entry old = entry;
        if (old.state() == state && old.detail().equals(detail)) {
            return;
        }
        entry = new Entry(
                state, old.state() == state ? old.since() : parts.clock().instant(), detail);
        if (old.state() != state) {
            parts.metrics().cameraConnected(settings.id(), state == State.CONNECTED);
            LOG.atLevel(isTrouble(state) ? Level.WARN : Level.INFO)
                    .log("camera {}: {} {}", settings.id(), state, detail);
        }
        publish();
    }

    private static boolean isTrouble(State state) {
        return state == State.STALLED || state == State.LOST || state == State.AUTH_FAILED;
    }

    /** Publishes the state again if that has not been done for a while, or if the pictures look different. */
    void publishIfDue() {
        Tampering seen = watch.state().tampering();
        if (seen != tampering) {
            tell(seen);
            publish();
        } else if (System.nanoTime() - published >= PACE.toNanos()) {
            publish();
        }
    }

    private void tell(Tampering seen) {
        if (tampering != Tampering.NONE) {
            parts.metrics().cameraTampered(settings.id(), tampering.name().toLowerCase(Locale.ROOT), false);
        }
        if (seen != Tampering.NONE) {
            parts.metrics().cameraTampered(settings.id(), seen.name().toLowerCase(Locale.ROOT), true);
        }
        LOG.info("camera {}: tampering {}", settings.id(), seen);
        tampering = seen;
    }

    void publish() {
        published = System.nanoTime();
        try {
            parts.statuses().accept(current());
        } catch (RuntimeException failure) {
            LOG.warn(
                    "camera {}: its status could not be published: {}",
                    settings.id(),
                    Ending.of(failure).detail());
        }
    }

    CameraStatus current() {
        Entry now = entry;
        FeedTally.Counts counts = tally.counts();
        TamperWatch.State tampered = watch.state();
        return new CameraStatus(
                settings.id(),
                now.state(),
                parts.clock().instant(),
                now.since(),
                now.detail(),
                epoch,
                counts.lastSequence(),
                counts.received(),
                counts.corrupt(),
                counts.dropped(),
                counts.produced(),
                counts.reconnects(),
                counts.framesPerSecond(),
                tampered.tampering(),
                tampered.since());
    }

    private String oneLine(String text) {
        String line = settings.address().redacted(text).replaceAll("\\s+", " ").strip();
        return line.length() <= 300 ? line : line.substring(0, 299) + "…";
    }
}
