package dev.sightline.camera;

import static dev.sightline.camera.FakeSource.awaitNatively;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sightline.camera.CameraStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CameraFeedsTest {
    private final Recorder recorder = new Recorder();

    @Test
    void startsTheOthersWhenOneFailsAndStopsAllAtOnce() {
        var release = new CountDownLatch(1);
        var settings = IntStream.range(0, 40)
                .mapToObj(i -> Recorder.camera("camera-" + i, 5))
                .toList();
        var opened = new FakeCamera(
                address -> {
                    throw new IllegalStateException("odd");
                },
                address -> FakeSource.endless(20),
                address -> {
                    awaitNatively(release);
                    return FakeSource.endless(20);
                });
        var feeds = CameraFeeds.start(settings, recorder.parts(opened, recorder.frames::add), 1);
        await().atMost(10, SECONDS).until(() -> !recorder.frames.isEmpty() && opened.opens.get() >= 40);
        assertThat(feeds.statuses().stream().map(CameraStatus::camera))
                .containsExactlyElementsOf(
                        settings.stream().map(CameraSettings::id).toList());
        long start = System.nanoTime();
        feeds.close();
        feeds.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(feeds.statuses()).allMatch(status -> status.state() == State.ENDED);
        release.countDown();
    }

    @Test
    void takesItsEpochFromTheClock() {
        long before = System.currentTimeMillis();
        try (var feeds = CameraFeeds.start(
                List.of(Recorder.camera("gate", 5)),
                recorder.parts(address -> FakeSource.endless(20), recorder.frames::add),
                1)) {
            assertThat(feeds.statuses().get(0).epoch()).isBetween(before, System.currentTimeMillis());
        }
    }

    @Test
    void refusesTwoCamerasOfOneNameBeforeAnyStarts() {
        var opened = new FakeCamera(address -> FakeSource.endless(20));
        var twice = List.of(Recorder.camera("gate", 5), Recorder.camera("gate", 1));
        assertThatThrownBy(() -> CameraFeeds.start(twice, recorder.parts(opened, recorder.frames::add), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are two cameras 'gate'; give each its own id");
        assertThat(opened.opens).hasValue(0);
    }
}
