package dev.sightline.camera;

import static dev.sightline.camera.FakeSource.after;
import static dev.sightline.camera.FakeSource.corrupt;
import static dev.sightline.camera.FakeSource.every;
import static dev.sightline.camera.FakeSource.fail;
import static dev.sightline.camera.FakeSource.picture;
import static dev.sightline.camera.FakeSource.shown;
import static dev.sightline.camera.FakeSource.unreadable;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sightline.camera.CameraStatus.State;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.SourceException.Kind;
import dev.sightline.frame.Thumbnail;
import dev.sightline.geometry.ImageSize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class CameraFeedTest {
    private static final FakeSource.Step SPACED = after(Duration.ofMillis(20), picture());

    private final Recorder recorder = new Recorder();

    @Test
    void handsOnNumberedFramesWithTheirSizesAndTimes() {
        var large = new ImageSize(1920, 1080);
        Instant before = Instant.now();
        var camera = new FakeCamera(address -> FakeSource.of(shown(large, 0), after(Duration.ofMinutes(1), picture())));
        try (var feed = recorder.start(Recorder.camera("gate", 5), camera)) {
            recorder.awaitState(State.CONNECTED);
            await().until(() -> !recorder.frames.isEmpty());
            assertThat(feed.status().epoch()).isEqualTo(Recorder.EPOCH);
        }
        Frame frame = recorder.frames.get(0);
        assertThat(frame.id()).isEqualTo(new FrameId("gate", Recorder.EPOCH, 0));
        assertThat(frame.sourceSize()).isEqualTo(large);
        assertThat(frame.size()).isEqualTo(new ImageSize(640, 360));
        assertThat(frame.jpeg().get(0)).isEqualTo((byte) 85);
        assertThat(frame.capturedAt()).isNull();
        assertThat(frame.receivedAt()).isBetween(before, Instant.now());
    }

    @Test
    void followsAChangeOfResolution() {
        var small = new ImageSize(320, 240);
        var camera = new FakeCamera(address -> FakeSource.of(
                SPACED, after(Duration.ofMillis(20), shown(small, 0)), after(Duration.ofMinutes(1), picture())));
        try (var feed = recorder.start(Recorder.camera("gate", 60), camera)) {
            await().until(() -> recorder.frames.size() == 2);
            assertThat(feed.status().received()).isEqualTo(2);
        }
        assertThat(recorder.frames.stream().map(Frame::sourceSize)).containsExactly(FakeSource.SIZE, small);
    }

    @Test
    void reportsItsStatesInOrder() {
        var camera = new FakeCamera(address -> FakeSource.endless(50));
        recorder.start(Recorder.camera("gate", 5), camera);
        recorder.awaitState(State.CONNECTED);
        var feed = recorder.start(Recorder.camera("yard", 5), camera);
        feed.close();
        feed.close();
        assertThat(recorder.statuses.stream()
                        .filter(s -> s.camera().equals("gate"))
                        .map(CameraStatus::state))
                .startsWith(State.CONNECTING, State.CONNECTED);
        assertThat(recorder.states().stream().filter(State.ENDED::equals)).hasSize(1);
        assertThat(recorder.last().detail()).isEqualTo("stopped");
    }

    @Test
    void reportsSteadilyWhileNothingChanges() {
        try (var feed = recorder.start(Recorder.camera("gate", 5), address -> FakeSource.endless(20))) {
            recorder.awaitState(State.CONNECTED);
            await().atMost(8, SECONDS)
                    .until(() -> recorder.states().stream()
                                    .filter(State.CONNECTED::equals)
                                    .count()
                            >= 2);
            assertThat(feed.status().framesPerSecond()).isBetween(10.0, 22.0);
            assertThat(recorder.last().since()).isBefore(recorder.last().at().minusSeconds(3));
        }
    }

    @Test
    void tellsThatPicturesShowNothing() {
        var parts = recorder.parts(new FakeCamera(address -> FakeSource.endless(20)), recorder.frames::add);
        var dark = new FeedParts(
                parts.opener(),
                parts.codec(),
                image -> new Thumbnail(new byte[Thumbnail.WIDTH * Thumbnail.HEIGHT], 0, 0),
                parts.frames(),
                parts.statuses(),
                parts.metrics(),
                parts.clock());
        try (var feed = CameraFeed.start(Recorder.camera("gate", 5), dark, Recorder.EPOCH, Recorder.quick())) {
            await().atMost(12, SECONDS).until(() -> recorder.last().tampering() == Tampering.BLACK);
            assertThat(feed.status().state()).isEqualTo(State.CONNECTED);
            assertThat(recorder.last().tamperedSince())
                    .isBefore(recorder.last().at().minusSeconds(4));
            assertThat(recorder.count("black")).isEqualTo(1);
        }
    }

    @Test
    void neverRepeatsASequenceNumberOverReconnections() {
        var camera = new FakeCamera(address ->
                FakeSource.of(SPACED, SPACED, SPACED, fail(Kind.BROKEN, "the connection to the camera broke")));
        try (var feed = recorder.start(Recorder.camera("gate", 60), camera)) {
            await().atMost(10, SECONDS).until(() -> camera.opens.get() > 5);
            assertThat(feed.status().reconnects()).isGreaterThanOrEqualTo(4);
        }
        assertThat(recorder.frames.stream().map(f -> f.id().sequence()))
                .containsExactlyElementsOf(
                        LongStream.range(0, recorder.frames.size()).boxed().toList());
        assertThat(recorder.frames.stream().map(f -> f.id().epoch()).distinct()).containsExactly(Recorder.EPOCH);
        assertThat(recorder.states()).contains(State.LOST).doesNotContain(State.STALLED);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void comesBackAfterAFailureOfAnyKind(Kind kind) {
        var camera =
                new FakeCamera(FakeCamera.refusing(kind, "it failed; change that"), address -> FakeSource.endless(50));
        try (var feed = recorder.start(Recorder.camera("gate", 5), camera)) {
            State expected = kind == Kind.UNAUTHORIZED ? State.AUTH_FAILED : State.LOST;
            assertThat(recorder.awaitState(expected).detail()).isEqualTo("it failed; change that");
            assertThat(recorder.awaitState(State.CONNECTED).detail()).isEmpty();
            assertThat(feed.status().reconnects()).isZero();
        }
    }

    @Test
    void asksRarelyWhileThePasswordIsRefused() {
        var camera = new FakeCamera(FakeCamera.refusing(Kind.UNAUTHORIZED, "wrong password"));
        try (var feed = recorder.start(Recorder.camera("gate", 5), camera)) {
            recorder.awaitState(State.AUTH_FAILED);
            await().during(Duration.ofMillis(300)).until(() -> camera.opens.get() == 1);
            await().until(() -> camera.opens.get() == 2);
            assertThat(feed.status().state()).isEqualTo(State.AUTH_FAILED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"S3ntinel/pw", "S3ntinel%2Fpw", "rtsp://viewer:S3ntinel%2Fpw@camera.test/stream"})
    void showsNoPasswordWhateverALibrarySays(String secret) {
        var camera = new FakeCamera(
                FakeCamera.refusing(Kind.BROKEN, "cannot open " + secret + "\nnor close it"),
                address -> {
                    throw new IllegalStateException("odd: " + secret);
                },
                address -> FakeSource.of(SPACED, fail(Kind.UNAUTHORIZED, "401 for " + secret)));
        var log = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger("dev.sightline.camera");
        log.start();
        logger.addAppender(log);
        try (var feed = recorder.start(Recorder.camera("gate", 5), camera)) {
            recorder.awaitState(State.AUTH_FAILED);
            assertThat(feed.status().toString()).doesNotContain("S3ntinel");
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list).hasSizeGreaterThanOrEqualTo(4).allSatisfy(event -> {
            assertThat(event.getFormattedMessage()).doesNotContain("S3ntinel");
            assertThat(event.getThrowableProxy()).isNull();
        });
        assertThat(recorder.statuses).hasSizeGreaterThanOrEqualTo(5).allSatisfy(status -> {
            assertThat(status.toString()).doesNotContain("S3ntinel");
            assertThat(status.detail()).doesNotContain("\n");
        });
        assertThat(recorder.statuses.stream().map(CameraStatus::detail))
                .anyMatch(detail -> detail.startsWith("internal error: IllegalStateException at "));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void accountsForEveryPicture(long seed) {
        var random = new SplittableRandom(seed);
        var given = new AtomicLong();
        var damaged = new AtomicLong();
        var camera = new FakeCamera(address -> new FakeSource(
                LongStream.range(0, random.nextLong(10, 60))
                        .mapToObj(i -> randomStep(random, given, damaged))
                        .iterator(),
                null));
        var feed = recorder.start(Recorder.camera("gate", 60), camera, frame -> {
            if (frame.id().sequence() % 7 == 3) {
                throw new IllegalStateException("not taken");
            }
            recorder.frames.add(frame);
        });
        await().atMost(10, SECONDS).until(() -> given.get() > 300);
        feed.close();
        CameraStatus status = recorder.last();
        long dropped =
                status.dropped().values().stream().mapToLong(Long::longValue).sum();
        assertThat(status.received()).isEqualTo(status.corrupt() + dropped + status.produced());
        assertThat(status.received()).isBetween(given.get() - 1, given.get());
        assertThat(status.corrupt()).isBetween(damaged.get() - 1, damaged.get());
        assertThat(status.produced()).isEqualTo(recorder.frames.size());
        assertThat(status.dropped()).containsKeys("sampling", "encoding-failed", "refused");
        assertThat(recorder.counted)
                .containsEntry("received", status.received())
                .containsEntry("corrupt", status.corrupt())
                .containsEntry("dropped", dropped);
    }

    private static FakeSource.Step randomStep(SplittableRandom random, AtomicLong given, AtomicLong damaged) {
        int kind = random.nextInt(100);
        if (kind < 3) {
            return fail(Kind.TIMEOUT, "no picture in time");
        }
        FakeSource.Step step = kind < 20 ? corrupt() : kind < 50 ? unreadable() : picture();
        return after(Duration.ofMillis(random.nextInt(6)), source -> {
            given.incrementAndGet();
            damaged.addAndGet(kind < 20 ? 1 : 0);
            return step.run(source);
        });
    }

    @Test
    void playsAFilmInRealTimeAndThenEnds() {
        long start = System.nanoTime();
        var feed = recorder.start(Recorder.film(5, false), address -> FakeSource.film(26, 12.5));
        CameraStatus ended = recorder.awaitState(State.ENDED);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
        assertThat(ended.detail()).isEqualTo("the film has ended");
        assertThat(ended.produced()).isEqualTo(11);
        assertThat(ended.dropped()).isEqualTo(Map.of("sampling", 15L));
        feed.close();
        assertThat(recorder.states().stream().filter(State.ENDED::equals)).hasSize(1);
        var times = recorder.frames.stream().map(Frame::receivedAt).toList();
        assertThat(Duration.between(times.get(0), times.get(10)))
                .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(3));
    }

    @Test
    void repeatsAFilmWithoutABreak() {
        var sources = new ArrayList<FakeSource>();
        var camera = new FakeCamera(address -> {
            var source = FakeSource.film(5, 50);
            sources.add(source);
            return source;
        });
        try (var feed = recorder.start(Recorder.film(60, true), camera)) {
            await().until(() -> camera.opens.get() >= 4);
            assertThat(feed.status().reconnects()).isZero();
        }
        assertThat(recorder.states()).containsExactly(State.CONNECTING, State.CONNECTED, State.ENDED);
        assertThat(recorder.frames).hasSizeBetween(12, 20);
        assertThat(sources).allSatisfy(source -> assertThat(source.closes).hasPositiveValue());
    }

    @Test
    void doesNotSpinOnAFilmWithoutPictures() {
        try (var feed = recorder.start(Recorder.film(5, true), address -> FakeSource.of())) {
            assertThat(recorder.awaitState(State.LOST).detail()).isEqualTo("the film has no pictures; check the file");
            assertThat(feed.status().received()).isZero();
        }
    }

    @Test
    void goesOnWhenAStatusCannotBePublished() {
        var parts = recorder.parts(new FakeCamera(address -> FakeSource.endless(50)), recorder.frames::add);
        var broken = new FeedParts(
                parts.opener(),
                parts.codec(),
                parts.thumbnailer(),
                parts.frames(),
                status -> {
                    throw new IllegalStateException("no room");
                },
                parts.metrics(),
                parts.clock());
        try (var feed = CameraFeed.start(Recorder.camera("gate", 5), broken, Recorder.EPOCH, Recorder.quick())) {
            await().until(() -> recorder.frames.size() > 2);
            assertThat(feed.status().state()).isEqualTo(State.CONNECTED);
        }
    }

    @Test
    void connectsAnewWhenALiveStreamEnds() {
        var camera = new FakeCamera(address -> FakeSource.of(every(50)));
        try (var feed = recorder.start(Recorder.camera("gate", 5), camera)) {
            assertThat(recorder.awaitState(State.LOST).detail()).contains("ended the stream");
            await().until(() -> feed.status().reconnects() > 1);
        }
    }
}
