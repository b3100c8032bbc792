package dev.sightline.app;

import dev.sightline.config.SightlineConfig;
import dev.sightline.metrics.MicrometerMetrics;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.TopicTail;
import dev.sightline.stream.TopicTail.Subscription;
import dev.sightline.web.HealthCheck;
import dev.sightline.web.LiveView;
import dev.sightline.web.WebServer;
import dev.sightline.wire.Topics;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** The role that serves the web page, fed by the topics like any other consumer. */
final class Web implements Running {
    private static final int RECENT_ALERTS = 200;

    /** Of each partition: more than all cameras write in the 5 s in which each of them does. */
    private static final int RECENT_STATUSES = 10_000;

    private final TopicTail tail;
    private final WebServer server;

    Web(
            KafkaSettings kafka,
            SightlineConfig config,
            LiveRules rules,
            MicrometerMetrics metrics,
            Supplier<List<HealthCheck>> health,
            Clock clock) {
        LiveView view = new LiveView();
        server = new WebServer(config.web(), view, rules.zones(), metrics::scrape, health, clock);
        LiveProfile profile = new LiveProfile(kafka, rules, clock);
        server.start(profile);
        Topics topics = kafka.topics();
        tail = TopicTail.start(
                kafka,
                List.of(
                        Subscription.to(topics.frames(), 0, view::frame),
                        Subscription.to(topics.detections(), 0, view::detections),
                        Subscription.to(topics.tracks(), 0, view::track),
                        Subscription.to(topics.alerts(), RECENT_ALERTS, view::alert),
                        Subscription.to(topics.cameras(), RECENT_STATUSES, view::status),
                        Subscription.to(topics.controls(), 1, profile::heard)));
    }

    int port() {
        return server.port();
    }

    @Override
    public List<HealthCheck> health() {
        return List.of(new HealthCheck("web", tail.running(), tail.running() ? "follows the topics" : "stopped"));
    }

    @Override
    public void close() {
        tail.close();
        server.close();
    }
}
