package dev.sightline.camera;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.sightline.camera.CameraStatus.State;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameSink;
import dev.sightline.frame.FrameSource;
import dev.sightline.frame.Image;
import dev.sightline.frame.JpegCodec;
import dev.sightline.frame.SourceAddress;
import dev.sightline.frame.Thumbnail;
import dev.sightline.frame.Thumbnailer;
import dev.sightline.geometry.ImageSize;
import dev.sightline.metrics.PipelineMetrics;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** What feeds hand on, report and count; and feeds that do so, with short waits. */
final class Recorder implements PipelineMetrics {
    static final long EPOCH = 1_700_000_000_000L;
    private static final AtomicLong PICTURES = new AtomicLong();

    final List<Frame> frames = new CopyOnWriteArrayList<>();
    final List<CameraStatus> statuses = new CopyOnWriteArrayList<>();
    final Map<String, Long> counted = new ConcurrentHashMap<>();

    CameraFeed start(CameraSettings settings, FrameSource.Opener opener) {
        return start(settings, opener, frames::add);
    }

    CameraFeed start(CameraSettings settings, FrameSource.Opener opener, FrameSink sink) {
        return CameraFeed.start(settings, parts(opener, sink), EPOCH, quick());
    }

    FeedParts parts(FrameSource.Opener opener, FrameSink sink) {
        return new FeedParts(opener, CODEC, THUMBNAILER, sink, statuses::add, this, Clock.systemUTC());
    }

    static ReconnectPolicy quick() {
        return new ReconnectPolicy(
                new SplittableRandom(1), Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofSeconds(1));
    }

    static CameraSettings camera(String id, double framesPerSecond) {
        return settings(id, "rtsp://viewer:S3ntinel%2Fpw@camera.test/stream", framesPerSecond, false);
    }

    static CameraSettings film(double framesPerSecond, boolean repeat) {
        return settings("film", "/film.mp4", framesPerSecond, repeat);
    }

    private static CameraSettings settings(String id, String address, double framesPerSecond, boolean repeat) {
        var where = SourceAddress.parse(address).withTimeout(Duration.ofMillis(100));
        return new CameraSettings(id, where, framesPerSecond, 640, 85, Duration.ofMillis(500), repeat, List.of(), true);
    }

    long count(String what) {
        return counted.getOrDefault(what, 0L);
    }

    List<State> states() {
        return statuses.stream().map(CameraStatus::state).toList();
    }

    CameraStatus awaitState(State state) {
        await().atMost(10, SECONDS).until(() -> states().contains(state));
        return statuses.stream().filter(s -> s.state() == state).findFirst().orElseThrow();
    }

    CameraStatus last() {
        return statuses.get(statuses.size() - 1);
    }

    @Override
    public void frameReceived(String camera) {
        add("received");
    }

    @Override
    public void frameCorrupt(String camera) {
        add("corrupt");
    }

    @Override
    public void frameDropped(String camera, String reason) {
        add("dropped");
        add(reason);
    }

    @Override
    public void grabberAbandoned(String camera) {
        add("left behind");
    }

    @Override
    public void cameraConnected(String camera, boolean connected) {
        add(connected ? "connected" : "disconnected");
    }

    @Override
    public void cameraTampered(String camera, String kind, boolean present) {
        add(present ? kind : "not " + kind);
    }

    private void add(String what) {
        counted.merge(what, 1L, Long::sum);
    }

    /** All pictures look the same from afar, but no two have the same pixels. */
    static final Thumbnailer THUMBNAILER = image -> {
        byte[] grey = new byte[Thumbnail.WIDTH * Thumbnail.HEIGHT];
        Arrays.fill(grey, 0, grey.length / 2, (byte) 200);
        return new Thumbnail(grey, 100, PICTURES.incrementAndGet());
    };

    private static final JpegCodec CODEC = new JpegCodec() {
        @Override
        public Image decode(ByteBuffer jpeg, ImageSize atLeast) {
            throw new AssertionError("feeds do not decode");
        }

        @Override
        public ByteBuffer encode(Image image, int quality) {
            return ByteBuffer.wrap(new byte[] {(byte) quality});
        }
    };
}
