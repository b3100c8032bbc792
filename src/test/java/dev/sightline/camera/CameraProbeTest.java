package dev.sightline.camera;

import static dev.sightline.camera.FakeSource.after;
import static dev.sightline.camera.FakeSource.awaitNatively;
import static dev.sightline.camera.FakeSource.corrupt;
import static dev.sightline.camera.FakeSource.fail;
import static dev.sightline.camera.FakeSource.hang;
import static dev.sightline.camera.FakeSource.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.sightline.frame.FrameSource;
import dev.sightline.frame.SourceAddress;
import dev.sightline.frame.SourceException;
import dev.sightline.frame.SourceException.Kind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CameraProbeTest {
    private static final SourceAddress CAMERA = SourceAddress.parse("rtsp://viewer:S3ntinel@camera.test/stream");
    private static final Duration SHORT = Duration.ofMillis(300);

    private static SourceException failure(FrameSource.Opener opener) {
        long start = System.nanoTime();
        var failure = catchThrowableOfType(SourceException.class, () -> CameraProbe.probe(opener, CAMERA, SHORT));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT.plusSeconds(1));
        assertThat(failure.getMessage()).doesNotContain("S3ntinel");
        return failure;
    }

    @Test
    void tellsWhatACameraDelivers() throws Exception {
        var source = FakeSource.endless(20);
        var report = CameraProbe.probe(address -> source, CAMERA);
        assertThat(report.codec()).isEqualTo("h264");
        assertThat(report.size()).isEqualTo(FakeSource.SIZE);
        assertThat(report.declaredFramesPerSecond()).isEqualTo(25);
        assertThat(report.measuredFramesPerSecond()).isBetween(10.0, 20.5);
        assertThat(report.timeToFirstFrame()).isBetween(Duration.ofMillis(50), Duration.ofSeconds(2));
        await().untilAtomic(source.closes, Matchers.greaterThan(0));
    }

    @Test
    void measuresAFilmByItsTimestamps() throws Exception {
        var report = CameraProbe.probe(address -> FakeSource.film(100, 12.5), SourceAddress.parse("/film.mp4"));
        assertThat(report.measuredFramesPerSecond()).isCloseTo(12.5, within(0.01));
    }

    @Test
    void countsNoCorruptPictureAsTheFirst() throws Exception {
        var report = CameraProbe.probe(
                address -> FakeSource.of(corrupt(), after(Duration.ofMillis(100), picture())), CAMERA);
        assertThat(report.timeToFirstFrame()).isGreaterThan(Duration.ofMillis(99));
        assertThat(report.measuredFramesPerSecond()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void saysWhyThereIsNoPicture(Kind kind) {
        assertThat(failure(FakeCamera.refusing(kind, "it failed")).kind()).isEqualTo(kind);
        var later = failure(address -> FakeSource.of(fail(kind, "S3ntinel is wrong")));
        assertThat(later.kind()).isEqualTo(kind);
        assertThat(later).hasMessage("*** is wrong");
    }

    @Test
    void saysThatASourceWithoutPicturesHasNone() {
        assertThat(failure(address -> FakeSource.of()).kind()).isEqualTo(Kind.NO_VIDEO);
    }

    @Test
    void saysThatALibraryFailedOddly() {
        var failure = failure(address -> {
            throw new IllegalStateException("S3ntinel");
        });
        assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
        assertThat(failure).hasMessageStartingWith("internal error: IllegalStateException at ");
    }

    @Test
    void waitsNoLongerThanItsBoundForWhateverHangs() {
        var release = new CountDownLatch(1);
        var late = FakeSource.of(picture());
        var stuck = FakeSource.of(hang(release, picture()));
        assertThat(failure(address -> {
                    awaitNatively(release);
                    return late;
                }))
                .hasMessage("no picture from rtsp://camera.test/stream within 0.3 s;"
                        + " check that the camera is on and its address")
                .extracting(SourceException::kind)
                .isEqualTo(Kind.TIMEOUT);
        assertThat(failure(address -> stuck).kind()).isEqualTo(Kind.TIMEOUT);
        await().untilAtomic(stuck.closes, Matchers.is(1));
        release.countDown();
        await().untilAtomic(late.closes, Matchers.is(1));
    }

    @Test
    void reportsWhatCameBeforeACameraHung() throws Exception {
        var release = new CountDownLatch(1);
        var report = CameraProbe.probe(
                address -> FakeSource.of(picture(), after(Duration.ofMillis(50), picture()), hang(release, picture())),
                CAMERA,
                SHORT);
        assertThat(report.measuredFramesPerSecond()).isBetween(2.0, 20.0);
        release.countDown();
    }
}
