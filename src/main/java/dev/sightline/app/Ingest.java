package dev.sightline.app;

import dev.sightline.camera.CameraFeeds;
import dev.sightline.camera.CameraSettings;
import dev.sightline.camera.CameraStatus;
import dev.sightline.camera.FeedParts;
import dev.sightline.frame.Image;
import dev.sightline.frame.JpegCodec;
import dev.sightline.frame.Thumbnail;
import dev.sightline.frame.Thumbnailer;
import dev.sightline.geometry.ImageSize;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.picture.OpenCvJpegCodec;
import dev.sightline.picture.OpenCvThumbnailer;
import dev.sightline.stream.CameraPublisher;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.trace.Trace;
import dev.sightline.video.VideoSource;
import dev.sightline.web.HealthCheck;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The role that takes pictures from cameras into Kafka. */
final class Ingest implements Running {
    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final ImageSize NOTHING = new ImageSize(Thumbnail.WIDTH, Thumbnail.HEIGHT);
    private static final Duration TOPICS_LIMIT = Duration.ofSeconds(10);

    private final CameraPublisher publisher;
    private final CameraFeeds feeds;

    Ingest(KafkaSettings kafka, List<CameraSettings> cameras, PipelineMetrics metrics, Trace trace, Clock clock) {
        var codec = new OpenCvJpegCodec();
        var thumbnailer = new OpenCvThumbnailer();
        loadOpenCv(codec, thumbnailer);
        publisher = new CameraPublisher(
                kafka, cameras.stream().map(CameraSettings::id).toList(), metrics, trace);
        if (!publisher.awaitTopics(TOPICS_LIMIT)) {
            LOG.warn("Kafka does not tell where its topics are; pictures are dropped until it does");
        }
        FeedParts parts =
                new FeedParts(VideoSource::open, codec, thumbnailer, publisher, publisher::status, metrics, clock);
        feeds = CameraFeeds.start(cameras, parts, clock.millis());
    }

    /**
     * Looks at a picture of nothing. The native code is unpacked at its first use, for seconds on a busy machine; a camera
     * whose first picture waits for that would be taken for stalled.
     */
    private static void loadOpenCv(JpegCodec codec, Thumbnailer thumbnailer) {
        Image nothing = new Image(NOTHING, new byte[3 * NOTHING.width() * NOTHING.height()]);
        thumbnailer.of(nothing);
        codec.encode(nothing, 85);
    }

    @Override
    public List<HealthCheck> health() {
        List<CameraStatus> statuses = feeds.statuses();
        long connected = statuses.stream()
                .filter(status -> status.state() == CameraStatus.State.CONNECTED)
                .count();
        return List.of(new HealthCheck("ingest", true, connected + " of " + statuses.size() + " cameras connected"));
    }

    @Override
    public void close() {
        feeds.close();
        publisher.close();
    }
}
