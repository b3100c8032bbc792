package dev.sightline.camera;

import dev.sightline.frame.FrameSource;
import dev.sightline.frame.FrameSource.SourceFrame;
import dev.sightline.frame.SourceAddress;
import dev.sightline.frame.SourceException;
import dev.sightline.geometry.ImageSize;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks once at what an address delivers. */
public final class CameraProbe {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Duration SAMPLE = Duration.ofSeconds(2);

    private final FrameSource.Opener opener;
    private final SourceAddress address;
    private final long start = System.nanoTime();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean over;
    private volatile @Nullable FrameSource source;
    private volatile @Nullable Report report;
    private volatile SourceException failure;

    /**
     * What a camera delivers.
     *
     * @param codec short name of the codec, e.g. {@code h264}
     * @param size picture size in pixels
     * @param declaredFramesPerSecond as the source declares it, 0 when it does not
     * @param measuredFramesPerSecond of the pictures of about 2 s, by their timestamps where they have any; 0 when fewer than two came
     * @param timeToFirstFrame from the start of connecting to the first whole picture
     */
    public record Report(
            String codec,
            ImageSize size,
            double declaredFramesPerSecond,
            double measuredFramesPerSecond,
            Duration timeToFirstFrame) {}

    private CameraProbe(FrameSource.Opener opener, SourceAddress address, Duration bound) {
        this.opener = opener;
        this.address = address;
        failure = new SourceException(
                SourceException.Kind.TIMEOUT,
                "no picture from " + address + " within " + bound.toMillis() / 1000.0
                        + " s; check that the camera is on and its address");
    }

    /**
     * Connects, waits for the first picture and watches for about two seconds more; takes 10 s at most, also when
     * native code hangs.
     *
     * @throws SourceException if no picture came; it says why
     */
    public static Report probe(FrameSource.Opener opener, SourceAddress address)
            throws SourceException, InterruptedException {
        return probe(opener, address, BOUND);
    }

    static Report probe(FrameSource.Opener opener, SourceAddress address, Duration bound)
            throws SourceException, InterruptedException {
        var probe = new CameraProbe(opener, address, bound);
        DaemonThread.of("camera-probe", probe::run).start();
        try {
            return probe.result(bound);
        } finally {
            probe.end();
        }
    }

    private Report result(Duration bound) throws SourceException, InterruptedException {
        if (first.await(bound.toNanos(), TimeUnit.NANOSECONDS)) {
            long left = bound.toNanos() - (System.nanoTime() - start);
            done.await(Math.min(left, SAMPLE.toNanos()), TimeUnit.NANOSECONDS);
        }
        Report seen = report;
        if (seen == null) {
            throw failure;
        }
        return seen;
    }

    private void end() {
        over = true;
        FrameSource open = source;
        if (open != null && done.getCount() > 0) {
            DaemonThread.of("camera-probe-closer", open::close).start();
        }
    }

    private void run() {
        try {
            FrameSource open = opener.open(address);
            source = open;
            watch(open);
        } catch (SourceException reason) {
            failure = new SourceException(reason.kind(), address.redacted(String.valueOf(reason.getMessage())));
        } catch (RuntimeException | Error reason) {
            failure = new SourceException(
                    SourceException.Kind.BROKEN, Ending.of(reason).detail());
        } finally {
            first.countDown();
            done.countDown();
        }
        FrameSource open = source;
        if (open != null) {
            open.close();
        }
    }

    private void watch(FrameSource open) throws SourceException {
        long firstAt = 0;
        long firstStamp = 0;
        int pictures = 0;
        Duration toFirst = Duration.ZERO;
        SourceFrame picture;
        while (!over && (picture = open.next()) != null) {
            if (!picture.corrupt()) {
                long now = System.nanoTime();
                long at = address.isFile() ? picture.timestampMicros() * 1000 : now;
                if (pictures++ == 0) {
                    firstAt = at;
                    firstStamp = picture.timestampMicros();
                    toFirst = Duration.ofNanos(now - start);
                }
                double rate = rate(pictures, picture.timestampMicros() - firstStamp, at - firstAt);
                var format = open.format();
                report = new Report(format.codec(), picture.size(), format.framesPerSecond(), rate, toFirst);
                first.countDown();
                if (at - firstAt >= SAMPLE.toNanos()) {
                    return;
                }
            }
        }
        if (pictures == 0) {
            throw new SourceException(SourceException.Kind.NO_VIDEO, "the source ended before its first picture");
        }
    }

    /**
     * Pictures a second, by the source's own stamps where they advance: what waited in the camera at first comes in a
     * burst, which a clock would take for a high rate.
     */
    private static double rate(int pictures, long stampMicros, long elapsedNanos) {
        double seconds = stampMicros > 0 ? stampMicros / 1e6 : elapsedNanos / 1e9;
        return seconds > 0 ? (pictures - 1) / seconds : 0;
    }
}
