package dev.sightline.camera;

import static dev.sightline.camera.FakeSource.after;
import static dev.sightline.camera.FakeSource.awaitNatively;
import static dev.sightline.camera.FakeSource.fail;
import static dev.sightline.camera.FakeSource.hang;
import static dev.sightline.camera.FakeSource.picture;
import static dev.sightline.camera.FakeSource.shown;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.camera.CameraStatus.State;
import dev.sightline.frame.FrameSource;
import dev.sightline.frame.Image;
import dev.sightline.frame.SourceException.Kind;
import dev.sightline.geometry.ImageSize;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cameras whose native code does not come back; the latch stands for the day it does. */
@Timeout(30)
class CameraFeedHangTest {
    /** Stall timeout, watching, patience and back-off, twice over for a busy machine. */
    private static final Duration BOUND = Duration.ofMillis(2 * (700 + 125 + 500 + 50));

    private static final ImageSize STRAY = new ImageSize(32, 32);
    private static final FakeSource.Step SOON = after(Duration.ofMillis(20), picture());

    private final Recorder recorder = new Recorder();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        release.countDown();
    }

    private static FakeSource healthy() {
        return FakeSource.endless(50);
    }

    /** What must be true of a camera whose first connection hung in a state and was left behind. */
    private void isReplaced(FakeCamera camera, State meanwhile, FakeSource stuck) {
        try (var feed = recorder.start(Recorder.camera("gate", 60), camera)) {
            long start = System.nanoTime();
            recorder.awaitState(meanwhile);
            await().atMost(5, SECONDS).until(() -> feed.status().state() == State.CONNECTED && camera.opens.get() == 2);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
            assertThat(recorder.count("left behind")).isEqualTo(1);
            await().until(() -> feed.status().produced() > 3);

            release.countDown();
            await().until(() -> recorder.frames.size() > 10);
            await().until(() -> stuck.closes.get() > 0);
        }
        assertThat(recorder.frames.stream().map(frame -> frame.sourceSize())).doesNotContain(STRAY);
        assertThat(recorder.frames.stream().map(frame -> frame.id().sequence())).doesNotHaveDuplicates();
        assertThat(recorder.statuses).noneMatch(status -> status.detail().contains("closed"));
        CameraStatus last = recorder.last();
        assertThat(last.received()).isEqualTo(last.corrupt() + sum(last.dropped()) + last.produced());
        assertThat(recorder.count("received")).isEqualTo(last.received());
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void aHangingOpenIsReplaced() {
        var stuck = FakeSource.of(shown(STRAY, 0), shown(STRAY, 0));
        isReplaced(
                new FakeCamera(
                        address -> {
                            awaitNatively(release);
                            return stuck;
                        },
                        address -> healthy()),
                State.LOST,
                stuck);
        assertThat(recorder.awaitState(State.LOST).detail())
                .isEqualTo("no answer for 0.7 s; check that the camera is on and its address");
    }

    @Test
    void aHangingReadIsReplaced() {
        var stuck = FakeSource.of(SOON, hang(release, shown(STRAY, 0)), shown(STRAY, 0));
        isReplaced(new FakeCamera(address -> stuck, address -> healthy()), State.STALLED, stuck);
        assertThat(recorder.awaitState(State.STALLED).detail())
                .isEqualTo("no picture for 0.5 s; the connection is made anew");
        assertThat(recorder.states()).startsWith(State.CONNECTING, State.CONNECTED, State.STALLED, State.CONNECTED);
    }

    @Test
    void aHangingCloseIsReplaced() {
        var stuck = new FakeSource(
                List.of(SOON, fail(Kind.BROKEN, "the connection broke")).iterator(), release);
        isReplaced(new FakeCamera(address -> stuck, address -> healthy()), State.LOST, stuck);
    }

    @Test
    void aHangingReadThatCannotBeClosedIsReplaced() {
        var stuck = new FakeSource(List.of(SOON, hang(release, shown(STRAY, 0))).iterator(), release);
        isReplaced(new FakeCamera(address -> stuck, address -> healthy()), State.STALLED, stuck);
    }

    @Test
    void aHangingConversionIsReplacedAndItsPictureCountedOnce() {
        var stuck =
                FakeSource.of(SOON, after(Duration.ofMillis(50), source -> new SlowPicture(release)), shown(STRAY, 0));
        isReplaced(new FakeCamera(address -> stuck, address -> healthy()), State.STALLED, stuck);
        assertThat(recorder.last().dropped()).containsEntry("abandoned", 1L);
        assertThat(recorder.count("abandoned")).isEqualTo(1);
    }

    private record SlowPicture(CountDownLatch release) implements FrameSource.SourceFrame {
        @Override
        public ImageSize size() {
            return STRAY;
        }

        @Override
        public long timestampMicros() {
            return 0;
        }

        @Override
        public boolean corrupt() {
            return false;
        }

        @Override
        public Image image(int longSide) {
            awaitNatively(release);
            return new Image(STRAY, new byte[3 * 32 * 32]);
        }
    }

    @Test
    void aSilentCameraWhoseReadEndsWhenClosedIsNotLeftBehind() {
        var camera = new FakeCamera(
                address -> FakeSource.of(SOON, after(Duration.ofMinutes(1), picture())), address -> healthy());
        try (var feed = recorder.start(Recorder.camera("gate", 60), camera)) {
            recorder.awaitState(State.STALLED);
            await().until(() -> feed.status().state() == State.CONNECTED);
            assertThat(recorder.count("left behind")).isZero();
        }
        assertThat(recorder.states()).doesNotContain(State.LOST);
    }

    @Test
    void aHangingTakerOfFramesIsReportedAndTheCameraKept() {
        var camera = new FakeCamera(address -> healthy());
        try (var feed = recorder.start(Recorder.camera("gate", 60), camera, frame -> awaitNatively(release))) {
            assertThat(recorder.awaitState(State.STALLED).detail())
                    .isEqualTo("frames are not taken; check that Kafka can be reached");
            release.countDown();
            await().until(() -> feed.status().state() == State.CONNECTED);
            assertThat(camera.opens).hasValue(1);
            assertThat(recorder.count("left behind")).isZero();
        }
    }

    @Test
    void closingReturnsInTimeWhereverACameraHangs() {
        var cameras = List.of(
                new FakeCamera(address -> {
                    awaitNatively(release);
                    return FakeSource.of(shown(STRAY, 0));
                }),
                new FakeCamera(address -> FakeSource.of(hang(release, shown(STRAY, 0)))),
                new FakeCamera(address ->
                        new FakeSource(List.of(hang(release, shown(STRAY, 0))).iterator(), release)),
                new FakeCamera(address -> FakeSource.of(source -> new SlowPicture(release))),
                new FakeCamera(FakeCamera.refusing(Kind.REFUSED, "nothing listens")));
        for (int i = 0; i < cameras.size(); i++) {
            FakeCamera camera = cameras.get(i);
            var feed = CameraFeed.start(
                    Recorder.camera("gate-" + i, 5),
                    recorder.parts(camera, recorder.frames::add),
                    Recorder.EPOCH,
                    new ReconnectPolicy(new SplittableRandom(1)));
            await().until(() -> camera.opens.get() == 1);
            long start = System.nanoTime();
            feed.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("camera %d", i)
                    .isLessThan(Duration.ofSeconds(2));
            assertThat(feed.status().state()).isEqualTo(State.ENDED);
        }
        release.countDown();
        await().during(Duration.ofMillis(100)).until(recorder.frames::isEmpty);
    }

    @Test
    void closingReturnsInTimeWhenStatusesAreNotTaken() {
        var parts = new FeedParts(
                address -> healthy(),
                recorder.parts(address -> healthy(), recorder.frames::add).codec(),
                Recorder.THUMBNAILER,
                recorder.frames::add,
                status -> awaitNatively(release),
                recorder,
                Clock.systemUTC());
        var feed = CameraFeed.start(Recorder.camera("gate", 5), parts, Recorder.EPOCH, Recorder.quick());
        long start = System.nanoTime();
        feed.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void oneHangingCameraLeavesTheOtherAlone() {
        var other = new Recorder();
        var camera = new FakeCamera(address -> FakeSource.of(SOON, hang(release, picture())));
        try (var stuck = recorder.start(Recorder.camera("stuck", 60), camera);
                var well = other.start(Recorder.camera("well", 60), address -> healthy())) {
            await().atMost(15, SECONDS).until(() -> recorder.count("left behind") >= 3);
            assertThat(other.states()).doesNotContain(State.STALLED, State.LOST);
            assertThat(well.status().framesPerSecond()).isGreaterThan(10);
            assertThat(stuck.status().produced()).isLessThanOrEqualTo(camera.opens.get());
        }
    }
}
