package dev.sightline.config;

import dev.sightline.access.AccessRole;
import dev.sightline.access.AccessSettings;
import dev.sightline.access.Token;
import dev.sightline.access.Visitor;
import dev.sightline.alert.Rule;
import dev.sightline.broker.BrokerSettings;
import dev.sightline.camera.CameraSettings;
import dev.sightline.detect.BatchSettings;
import dev.sightline.detect.ObjectMask;
import dev.sightline.detect.Tiling;
import dev.sightline.frame.SourceAddress;
import dev.sightline.geometry.Line;
import dev.sightline.geometry.Zone;
import dev.sightline.model.ModelSettings;
import dev.sightline.registry.RegistrySettings;
import dev.sightline.sink.SinkSettings;
import dev.sightline.stream.StreamDraft;
import dev.sightline.stream.StreamSettings;
import dev.sightline.trace.TraceSettings;
import dev.sightline.track.TrackerSettings;
import dev.sightline.web.HealthSettings;
import dev.sightline.web.WebSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a Sightline process is to do. Every default is {@link #DEFAULT}, or where it is said below.
 *
 * @param data the folder of everything that is kept, by the embedded broker and by the topologies
 * @param roles what this process does, at least one
 * @param bootstrapServers {@code host:port} of Kafka brokers, commas between; null for the embedded broker
 * @param stream how Kafka is used
 * @param broker the embedded broker
 * @param batch how frames are batched for the engine
 * @param model which model looks
 * @param tracker how tracks are made
 * @param web where the web page is
 * @param health where this process tells how it is, besides the page
 * @param trace which frames are followed, and who is told
 * @param cameras the cameras, ids unique; the defaults are in {@link CameraSettings#of}
 * @param markings what is marked in the pictures of each camera, by its id
 * @param profiles what can be switched on, such as {@code away}, one at a time; the first one is on at first
 * @param rules the alert rules, one for each camera that a rule is about
 * @param sinks where alerts go besides their topic, ids unique
 * @param rulesFile the file that the rules are in; null when they are beside everything else
 */
public record SightlineConfig(
        Path data,
        Set<Role> roles,
        @Nullable String bootstrapServers,
        StreamSettings stream,
        BrokerSettings broker,
        BatchSettings batch,
        ModelSettings model,
        TrackerSettings tracker,
        WebSettings web,
        HealthSettings health,
        TraceSettings trace,
        List<CameraSettings> cameras,
        Map<String, Markings> markings,
        List<String> profiles,
        List<Rule> rules,
        List<SinkSettings> sinks,
        @Nullable Path rulesFile) {

    /** The tracker keeps hold of an object by detections as faint as this. */
    private static final double FAINT = 0.1;

    /** All roles on one laptop with two cores, without cameras: what {@code default.yaml} says. */
    public static final SightlineConfig DEFAULT = new SightlineConfig(
            Path.of("data"),
            EnumSet.allOf(Role.class),
            null,
            new StreamSettings(
                    "sightline",
                    4,
                    1,
                    1,
                    streams(Path.of("data")),
                    4,
                    1,
                    0,
                    null,
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(30),
                    Duration.ofHours(1),
                    List.of(),
                    Map.of(),
                    RegistrySettings.NONE),
            new BrokerSettings(broker(Path.of("data")), BrokerSettings.DEFAULT_PORT),
            new BatchSettings(4, 1, Duration.ofSeconds(5)),
            ModelSettings.DEFAULT.withMinScore(FAINT).withBatches(4, 2).withPlans(plans(Path.of("data"))),
            TrackerSettings.DEFAULT,
            WebSettings.DEFAULT,
            HealthSettings.DEFAULT,
            TraceSettings.DEFAULT,
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            null);

    private static final Pattern SERVERS = Pattern.compile("[^\\s,/@]+:\\d{1,5}(, *[^\\s,/@]+:\\d{1,5})*");

    /** Checks roles and servers, and copies the collections. */
    public SightlineConfig {
        if (bootstrapServers != null) {
            checkServers(bootstrapServers);
        }
        roles = checkRoles(Set.copyOf(roles));
        cameras = List.copyOf(cameras);
        markings = Map.copyOf(markings);
        profiles = List.copyOf(profiles);
        rules = List.copyOf(rules);
        sinks = List.copyOf(sinks);
    }

    /** Returns {@code roles} unchanged if there is one. */
    static Set<Role> checkRoles(Set<Role> roles) {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("at least one role is needed: ingest, detect, analyze or web");
        }
        return roles;
    }

    /** Returns {@code servers} unchanged if it is host:port or several of them. */
    static String checkServers(String servers) {
        if (!SERVERS.matcher(servers).matches()) {
            throw new IllegalArgumentException("Kafka servers are host:port, with commas between several");
        }
        return servers;
    }

    /** Whether Kafka runs inside this process. */
    public boolean embedsBroker() {
        return bootstrapServers == null;
    }

    /** What clients on this machine connect to: the cluster, or the embedded broker. */
    public String servers() {
        return bootstrapServers == null ? "127.0.0.1:" + broker.port() : bootstrapServers;
    }

    /** The zones of a camera, none when there is no such camera. */
    public List<Zone> zonesOf(String camera) {
        return markings.getOrDefault(camera, Markings.NONE).zones();
    }

    /** The lines of a camera, none when there is no such camera. */
    public List<Line> linesOf(String camera) {
        return markings.getOrDefault(camera, Markings.NONE).lines();
    }

    /** How the detector cuts the pictures of a camera into tiles, by its id; the others are not cut. */
    public Map<String, Tiling> tiles() {
        Map<String, Tiling> tiles = new LinkedHashMap<>();
        markings.forEach((camera, marked) -> {
            if (marked.tiles() != null) {
                tiles.put(camera, marked.tiles());
            }
        });
        return tiles;
    }

    /** Where a camera's objects are ignored, nowhere when there is no such camera. */
    public List<ObjectMask> objectMasksOf(String camera) {
        return markings.getOrDefault(camera, Markings.NONE).objectMasks();
    }

    /**
     * One camera more, as {@code ID=URL} names it; a URL without a scheme is the path of a film.
     *
     * @throws IllegalArgumentException if it cannot be; the message does not repeat {@code text}, which may hold a
     *     password
     */
    public SightlineConfig withCamera(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || text.substring(0, equals).contains("/") || equals == text.length() - 1) {
            throw new IllegalArgumentException(
                    "a camera is ID=URL, such as door=rtsp://192.168.1.20/stream1; put an id and '=' before the address");
        }
        SourceAddress address = SourceAddress.parse(text.substring(equals + 1));
        if (address.secretPassword() != null) {
            throw new IllegalArgumentException("every user of this machine can read a password in an argument;"
                    + " put the camera into a file (--config), with its password as ${NAME} or ${file:PATH}");
        }
        return withCamera(CameraSettings.of(text.substring(0, equals), address), Markings.NONE);
    }

    /**
     * One camera more, with what is marked in its pictures.
     *
     * @throws IllegalArgumentException if there is a camera with this id
     */
    public SightlineConfig withCamera(CameraSettings camera, Markings marked) {
        if (cameras.stream().anyMatch(other -> other.id().equals(camera.id()))) {
            throw new IllegalArgumentException(
                    "there is a camera '" + camera.id() + "' already; give this one another id");
        }
        return with(draft -> {
            draft.cameras = Stream.concat(cameras.stream(), Stream.of(camera)).toList();
            draft.markings = new LinkedHashMap<>(markings);
            draft.markings.put(camera.id(), marked);
        });
    }

    /** The same with these alert rules in place of its own. */
    public SightlineConfig withRules(List<Rule> rules) {
        return with(draft -> draft.rules = rules);
    }

    /** The same with other roles. */
    public SightlineConfig withRoles(Set<Role> roles) {
        return with(draft -> draft.roles = roles);
    }

    /** The same with a Kafka cluster, or with the embedded broker if null. */
    public SightlineConfig withBootstrapServers(@Nullable String bootstrapServers) {
        return with(draft -> draft.bootstrapServers = bootstrapServers);
    }

    /** The same with a schema registry at this address. */
    public SightlineConfig withSchemaRegistry(String url) {
        return withStream(settings -> settings.schemaRegistry = settings.schemaRegistry.withUrl(url));
    }

    /** The same with some changes to how Kafka is used. */
    public SightlineConfig withStream(Consumer<StreamDraft> change) {
        return with(draft -> draft.stream = stream.with(change));
    }

    /** The same with everything kept in another folder. */
    public SightlineConfig withDataFolder(Path data) {
        return with(draft -> {
            draft.data = data;
            draft.broker = new BrokerSettings(broker(data), broker.port());
            draft.model = model.withPlans(plans(data));
            draft.stream = stream.with(settings -> settings.stateFolder = streams(data));
        });
    }

    /** The same with the web page at another port, 0 for any free one. */
    public SightlineConfig withPort(int port) {
        return with(draft -> draft.web = web.withPort(port));
    }

    /**
     * The same with the web page at another address.
     *
     * @throws IllegalArgumentException if it could be seen there without a token
     */
    public SightlineConfig withHost(String host) {
        return with(draft -> draft.web = web.withHost(host));
    }

    /**
     * The same with a token more for the web page and what tells how the process is, an admin's.
     *
     * @param file what holds the token
     * @throws IllegalArgumentException if there is none in it
     */
    public SightlineConfig withAdminToken(Path file) {
        String text = new Interpolation(Map.of(), Path.of(""), new Problems(file)).fill("${file:" + file + "}");
        Token token = Token.of(text, new Visitor("admin", AccessRole.ADMIN, Set.of(), Instant.MAX));
        List<Token> tokens =
                Stream.concat(web.access().tokens().stream(), Stream.of(token)).toList();
        AccessSettings access = new AccessSettings(tokens, web.access().oidc());
        return with(draft -> {
            draft.web = web.withAccess(access);
            draft.health = health.withAccess(access);
        });
    }

    /** The same, telling how this process is at another port, 0 for nowhere. */
    public SightlineConfig withHealthPort(int port) {
        return with(draft -> draft.health = health.withPort(port));
    }

    /** The same with the embedded broker at another port, 0 for any free one. */
    public SightlineConfig withBrokerPort(int port) {
        return with(draft -> draft.broker = new BrokerSettings(broker.folder(), port));
    }

    /** The keys in which another configuration differs that count only when the process is started anew. */
    public List<String> keysToRestartFor(SightlineConfig other) {
        Map<String, Function<SightlineConfig, @Nullable Object>> fixed = new LinkedHashMap<>();
        fixed.put("data", SightlineConfig::data);
        fixed.put("roles", SightlineConfig::roles);
        fixed.put("kafka", config -> Arrays.asList(config.bootstrapServers, config.stream));
        fixed.put("broker", SightlineConfig::broker);
        fixed.put("detect", SightlineConfig::batch);
        fixed.put("model", SightlineConfig::model);
        fixed.put("track", SightlineConfig::tracker);
        fixed.put("web", SightlineConfig::web);
        fixed.put("health", SightlineConfig::health);
        fixed.put("trace", SightlineConfig::trace);
        fixed.put("sinks", SightlineConfig::sinks);
        fixed.put("cameras", SightlineConfig::cameras);
        fixed.put("cameras[].tiles", SightlineConfig::tiles);
        return fixed.entrySet().stream()
                .filter(key -> !Objects.equals(
                        key.getValue().apply(this), key.getValue().apply(other)))
                .map(Map.Entry::getKey)
                .toList();
    }

    SightlineConfig with(Consumer<ConfigDraft> change) {
        ConfigDraft draft = new ConfigDraft(this);
        change.accept(draft);
        return draft.finished();
    }

    private static Path streams(Path data) {
        return data.resolve("streams");
    }

    private static Path plans(Path data) {
        return data.resolve("plans");
    }

    private static Path broker(Path data) {
        return data.resolve("broker");
    }
}
