package dev.sightline.app;

import dev.sightline.alert.Alert;
import dev.sightline.broker.EmbeddedBroker;
import dev.sightline.config.Role;
import dev.sightline.config.SightlineConfig;
import dev.sightline.metrics.MicrometerMetrics;
import dev.sightline.model.ModelException;
import dev.sightline.model.SsdDetector;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.TopicSetup;
import dev.sightline.stream.TopicTail;
import dev.sightline.stream.TopicTail.Subscription;
import dev.sightline.trace.OpenTelemetryTrace;
import dev.sightline.trace.Trace;
import dev.sightline.web.HealthCheck;
import dev.sightline.web.HealthServer;
import dev.sightline.wire.Topics;
import dev.sightline.wire.WireFormat;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running Sightline: what one process does. Safe for use by several threads. */
public final class Application implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    /** An engine that takes longer, as one that is built first, goes on in the background. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MicrometerMetrics metrics = new MicrometerMetrics();
    private final List<AutoCloseable> started = new CopyOnWriteArrayList<>();
    private final KafkaSettings kafka;
    private final Trace trace;
    private Optional<Web> web = Optional.empty();

    private Application(SightlineConfig config) {
        Topics topics = KafkaSettings.topics(config.stream());
        String servers = config.bootstrapServers();
        if (servers == null) {
            EmbeddedBroker broker = EmbeddedBroker.start(config.broker());
            started.add(broker);
            servers = broker.bootstrapServers();
        }
        kafka = new KafkaSettings(servers, config.stream(), topics);
        trace = OpenTelemetryTrace.open(config.trace(), process(config), metrics);
        started.add(trace);
    }

    private static String process(SightlineConfig config) {
        String instance = config.stream().instance();
        return instance == null ? UUID.randomUUID().toString() : instance;
    }

    /**
     * Starts what the configuration's roles need, leaf first, and returns while cameras still connect. What has been
     * started is stopped again when something fails.
     *
     * @param onAlert told of each alert raised from now on, on a thread of its own, by a process that analyzes or serves the
     *     page
     * @throws ModelException if the model cannot be used and that is found out soon; other parts fail with exceptions of their own, each with a
     *     message that says what to change
     */
    public static Application start(SightlineConfig config, Clock clock, Consumer<Alert> onAlert)
            throws ModelException {
        return start(config, null, clock, onAlert);
    }

    /**
     * The same, with rules that change when their file does.
     *
     * @param file where {@code config} is from; null where it is from no file
     */
    public static Application start(
            SightlineConfig config, @Nullable ConfigFile file, Clock clock, Consumer<Alert> onAlert)
            throws ModelException {
        Application application = new Application(config);
        try {
            application.startRoles(config, file, clock, onAlert);
            return application;
        } catch (ModelException | RuntimeException e) {
            application.close();
            throw e;
        }
    }

    private void startRoles(SightlineConfig config, @Nullable ConfigFile file, Clock clock, Consumer<Alert> onAlert)
            throws ModelException {
        TopicSetup.ensure(kafka);
        kafka.topics().register(config.stream().classTopics());
        LiveRules rules = new LiveRules(config);
        if (file != null) {
            started.add(new RuleWatch(file, config, rules, metrics, clock).start());
        }
        if (config.roles().contains(Role.WEB)) {
            web = Optional.of(new Web(kafka, config, rules, metrics, this::health, clock));
            started.add(web.get());
        }
        if (config.roles().contains(Role.ANALYZE) || config.roles().contains(Role.WEB)) {
            started.add(TopicTail.start(
                    kafka, List.of(Subscription.to(kafka.topics().alerts(), 0, onAlert))));
        }
        if (config.roles().contains(Role.DETECT) || config.roles().contains(Role.ANALYZE)) {
            started.add(new Topologies(
                    kafka,
                    config,
                    rules,
                    new Topologies.Told(metrics, trace),
                    () -> SsdDetector.open(config.model(), metrics),
                    PATIENCE));
        }
        if (config.roles().contains(Role.ANALYZE)) {
            started.add(new KeptEvidence(kafka, metrics, clock));
        }
        if (config.roles().contains(Role.ANALYZE) && !config.sinks().isEmpty()) {
            started.add(new Sinks(kafka, config, metrics, trace, clock));
        }
        if (config.roles().contains(Role.INGEST)) {
            started.add(new Ingest(kafka, config.cameras(), metrics, trace, clock));
        }
        if (config.health().port() != 0) {
            started.add(new HealthServer(config.health(), metrics::scrape, this::health, clock));
        }
    }

    /** What Kafka clients connect to. */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** The port of the web page, if this process serves it. */
    public Optional<Integer> webPort() {
        return web.map(Web::port);
    }

    /** What the process has counted. */
    public MicrometerMetrics metrics() {
        return metrics;
    }

    /** How each part is. */
    public List<HealthCheck> health() {
        Stream<HealthCheck> parts =
                started.stream().filter(Running.class::isInstance).flatMap(part -> ((Running) part).health().stream());
        return Stream.concat(parts, registryHealth().stream()).toList();
    }

    /** As it was when a schema was last asked for. */
    private Optional<HealthCheck> registryHealth() {
        WireFormat format = kafka.topics().format();
        Optional<String> trouble = format.trouble();
        return format.usesRegistry()
                ? Optional.of(new HealthCheck("schema registry", trouble.isEmpty(), trouble.orElse("answers")))
                : Optional.empty();
    }

    /** Stops everything in reverse order; a second call does nothing. */
    @Override
    public synchronized void close() {
        for (int last = started.size() - 1; last >= 0; last--) {
            AutoCloseable part = started.remove(last);
            long before = System.nanoTime();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not stop in order: {}", part.getClass().getSimpleName(), e.getMessage());
            }
            LOG.debug("{} stopped in {} ms", part.getClass().getSimpleName(), (System.nanoTime() - before) / 1_000_000);
        }
        metrics.close();
    }
}
