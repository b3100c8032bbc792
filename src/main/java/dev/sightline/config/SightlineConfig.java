package dev.sightline.config;

import dev.sightline.alert.Rule;
import dev.sightline.broker.BrokerSettings;
import dev.sightline.camera.CameraSettings;
import dev.sightline.detect.BatchSettings;
import dev.sightline.detect.ObjectMask;
import dev.sightline.detect.Tiling;
import dev.sightline.frame.SourceAddress;
import dev.sightline.geometry.Zone;
import dev.sightline.model.ModelSettings;
import dev.sightline.sink.SinkSettings;
import dev.sightline.stream.StreamSettings;
import dev.sightline.track.TrackerSettings;
import dev.sightline.web.WebSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * @param cameras the cameras, ids unique; the defaults are in {@link CameraSettings#of}
 * @param zones the zones of each camera by its id
 * @param objectMasks where objects are ignored, by the camera's id; the others have no such place
 * @param tiles how the detector cuts the pictures of a camera into tiles, by its id; the others are not cut
 * @param rules the alert rules, ids unique; the defaults are in {@link #usualRule}
 * @param sinks where alerts go besides their topic, ids unique
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
        List<CameraSettings> cameras,
        Map<String, List<Zone>> zones,
        Map<String, List<ObjectMask>> objectMasks,
        Map<String, Tiling> tiles,
        List<Rule> rules,
        List<SinkSettings> sinks) {

    /** All roles on one laptop with two cores, without cameras: what {@code default.yaml} says. */
    public static final SightlineConfig DEFAULT = new SightlineConfig(
            Path.of("data"),
            EnumSet.allOf(Role.class),
            null,
            new StreamSettings(
                    "sightline",
                    4,
                    1,
                    streams(Path.of("data")),
                    4,
                    1,
                    Duration.ofSeconds(2),
                    Duration.ofHours(1),
                    List.of(),
                    Map.of()),
            new BrokerSettings(broker(Path.of("data")), BrokerSettings.DEFAULT_PORT),
            new BatchSettings(4, 1, Duration.ofSeconds(5)),
            ModelSettings.DEFAULT.withBatches(4, 2).withPlans(plans(Path.of("data"))),
            TrackerSettings.DEFAULT,
            WebSettings.DEFAULT,
            List.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of());

    private static final Pattern SERVERS = Pattern.compile("[^\\s,/@]+:\\d{1,5}(, *[^\\s,/@]+:\\d{1,5})*");

    /** Checks roles and servers, and copies the collections. */
    public SightlineConfig {
        if (bootstrapServers != null) {
            checkServers(bootstrapServers);
        }
        roles = checkRoles(Set.copyOf(roles));
        cameras = List.copyOf(cameras);
        zones = Map.copyOf(zones);
        objectMasks = Map.copyOf(objectMasks);
        tiles = Map.copyOf(tiles);
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

    /** A person in the zone for 1 s with a score of at least 0.5, and no second alert within 30 s. */
    static ZoneRule usualRule(String camera, Zone zone) {
        return new ZoneRule(
                "stand-in", camera, zone, List.of("person"), 0.5, Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    /** A rule "a person has been in this zone for so long". */
    public static Rule presence(String id, String camera, Zone zone, Duration duration, Duration cooldown) {
        return new ZoneRule(id, camera, zone, List.of("person"), 0.5, duration, cooldown).rule();
    }

    /** Whether Kafka runs inside this process. */
    public boolean embedsBroker() {
        return bootstrapServers == null;
    }

    /** The zones of a camera, none when there is no such camera. */
    public List<Zone> zonesOf(String camera) {
        return zones.getOrDefault(camera, List.of());
    }

    /** Where a camera's objects are ignored, nowhere when there is no such camera. */
    public List<ObjectMask> objectMasksOf(String camera) {
        return objectMasks.getOrDefault(camera, List.of());
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
        return withCamera(
                CameraSettings.of(text.substring(0, equals), SourceAddress.parse(text.substring(equals + 1))),
                List.of());
    }

    /**
     * One camera more, with its zones.
     *
     * @throws IllegalArgumentException if there is a camera with this id
     */
    public SightlineConfig withCamera(CameraSettings camera, List<Zone> zonesOfIt) {
        if (cameras.stream().anyMatch(other -> other.id().equals(camera.id()))) {
            throw new IllegalArgumentException(
                    "there is a camera '" + camera.id() + "' already; give this one another id");
        }
        var longer = Stream.concat(cameras.stream(), Stream.of(camera)).toList();
        var more = new LinkedHashMap<>(zones);
        more.put(camera.id(), List.copyOf(zonesOfIt));
        return new SightlineConfig(
                data,
                roles,
                bootstrapServers,
                stream,
                broker,
                batch,
                model,
                tracker,
                web,
                longer,
                more,
                objectMasks,
                tiles,
                rules,
                sinks);
    }

    /** The same with these alert rules in place of its own. */
    public SightlineConfig withRules(List<Rule> rules) {
        return new SightlineConfig(
                data,
                roles,
                bootstrapServers,
                stream,
                broker,
                batch,
                model,
                tracker,
                web,
                cameras,
                zones,
                objectMasks,
                tiles,
                rules,
                sinks);
    }

    /** The same with other roles. */
    public SightlineConfig withRoles(Set<Role> roles) {
        return new SightlineConfig(
                data,
                roles,
                bootstrapServers,
                stream,
                broker,
                batch,
                model,
                tracker,
                web,
                cameras,
                zones,
                objectMasks,
                tiles,
                rules,
                sinks);
    }

    /** The same with a Kafka cluster, or with the embedded broker if null. */
    public SightlineConfig withBootstrapServers(@Nullable String bootstrapServers) {
        return new SightlineConfig(
                data,
                roles,
                bootstrapServers,
                stream,
                broker,
                batch,
                model,
                tracker,
                web,
                cameras,
                zones,
                objectMasks,
                tiles,
                rules,
                sinks);
    }

    /** The same with everything kept in another folder. */
    public SightlineConfig withDataFolder(Path data) {
        var streamThere = new StreamSettings(
                stream.prefix(),
                stream.partitions(),
                stream.replication(),
                streams(data),
                stream.detectThreads(),
                stream.analyzeThreads(),
                stream.maxFrameAge(),
                stream.frameRetention(),
                stream.classTopics(),
                stream.client());
        var brokerThere = new BrokerSettings(broker(data), broker.port());
        return new SightlineConfig(
                data,
                roles,
                bootstrapServers,
                streamThere,
                brokerThere,
                batch,
                model.withPlans(plans(data)),
                tracker,
                web,
                cameras,
                zones,
                objectMasks,
                tiles,
                rules,
                sinks);
    }

    /** The same with the web page at another port, 0 for any free one. */
    public SightlineConfig withPort(int port) {
        var webThere = new WebSettings(web.host(), port);
        return new SightlineConfig(
                data,
                roles,
                bootstrapServers,
                stream,
                broker,
                batch,
                model,
                tracker,
                webThere,
                cameras,
                zones,
                objectMasks,
                tiles,
                rules,
                sinks);
    }

    /** The same with the embedded broker at another port, 0 for any free one. */
    public SightlineConfig withBrokerPort(int port) {
        var brokerThere = new BrokerSettings(broker.folder(), port);
        return new SightlineConfig(
                data,
                roles,
                bootstrapServers,
                stream,
                brokerThere,
                batch,
                model,
                tracker,
                web,
                cameras,
                zones,
                objectMasks,
                tiles,
                rules,
                sinks);
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
