package dev.sightline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.camera.CameraFeed;
import dev.sightline.camera.CameraSettings;
import dev.sightline.camera.CameraStatus;
import dev.sightline.camera.CameraStatus.State;
import dev.sightline.camera.FeedParts;
import dev.sightline.frame.Frame;
import dev.sightline.frame.SourceAddress;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.picture.OpenCvJpegCodec;
import dev.sightline.picture.OpenCvThumbnailer;
import dev.sightline.simulate.RtspLogin;
import dev.sightline.simulate.RtspServer;
import dev.sightline.video.H264Film;
import dev.sightline.video.VideoSource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A feed on a real RTSP stream whose camera fails in the ways cameras fail. */
@Timeout(120)
class CameraFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final List<CameraStatus> statuses = new CopyOnWriteArrayList<>();

    @Test
    void recoversFromACameraThatGoesSilentWithTheConnectionOpen() throws Exception {
        try (RtspServer server = server(null);
                CameraFeed feed = feed(SourceAddress.parse(server.url("gate")))) {
            await().atMost(PATIENCE).until(() -> frames.size() > 3);

            server.pause("gate");
            statuses.clear();
            await().atMost(PATIENCE).until(() -> states().contains(State.STALLED));
            int before = frames.size();

            server.resume("gate");
            await().atMost(PATIENCE).until(() -> frames.size() > before + 3);
            assertThat(feed.status().state()).isEqualTo(State.CONNECTED);
            assertThat(feed.status().reconnects()).isPositive();
            assertThat(frames).extracting(frame -> frame.id().sequence()).doesNotHaveDuplicates();
        }
    }

    @Test
    void recoversFromACameraThatHangsUp() throws Exception {
        try (RtspServer server = server(null);
                CameraFeed feed = feed(SourceAddress.parse(server.url("gate")))) {
            await().atMost(PATIENCE).until(() -> frames.size() > 3);
            int before = frames.size();
            server.disconnectAll();
            await().atMost(PATIENCE).until(() -> frames.size() > before + 3);
            assertThat(states()).contains(State.LOST);
            assertThat(feed.status().reconnects()).isPositive();
        }
    }

    @Test
    void saysThatThePasswordIsWrongWithoutSayingThePassword() throws Exception {
        RtspLogin login = new RtspLogin(RtspLogin.Scheme.DIGEST, "viewer", "right");
        try (RtspServer server = server(login);
                CameraFeed feed =
                        feed(SourceAddress.parse(server.url("gate")).withLogin("viewer", "s3cret-Sentinel"))) {
            await().atMost(PATIENCE).until(() -> states().contains(State.AUTH_FAILED));
            assertThat(feed.status().state()).isEqualTo(State.AUTH_FAILED);
            assertThat(statuses.toString()).doesNotContain("s3cret-Sentinel");
            assertThat(frames).isEmpty();
        }
    }

    private List<State> states() {
        return statuses.stream().map(CameraStatus::state).toList();
    }

    private static RtspServer server(@Nullable RtspLogin login) throws IOException {
        var builder = RtspServer.builder(Clock.systemUTC()).stream("gate", H264Film.resource("/demo/street.mp4"));
        return (login == null ? builder : builder.login(login)).start();
    }

    private CameraFeed feed(SourceAddress address) {
        CameraSettings usual = CameraSettings.of("gate", address.withTimeout(Duration.ofSeconds(2)));
        CameraSettings impatient = new CameraSettings(
                usual.id(),
                usual.address(),
                10,
                usual.longSide(),
                usual.jpegQuality(),
                Duration.ofSeconds(2),
                true,
                List.of(),
                true);
        FeedParts parts = new FeedParts(
                VideoSource::open,
                new OpenCvJpegCodec(),
                new OpenCvThumbnailer(),
                frames::add,
                statuses::add,
                PipelineMetrics.NONE,
                Clock.systemUTC());
        return CameraFeed.start(impatient, parts, 1, new SplittableRandom(1));
    }
}
