package dev.sightline.config;

import dev.sightline.alert.Rule;
import dev.sightline.broker.BrokerSettings;
import dev.sightline.camera.CameraSettings;
import dev.sightline.detect.BatchSettings;
import dev.sightline.model.ModelSettings;
import dev.sightline.sink.SinkSettings;
import dev.sightline.stream.StreamSettings;
import dev.sightline.trace.TraceSettings;
import dev.sightline.track.TrackerSettings;
import dev.sightline.web.HealthSettings;
import dev.sightline.web.WebSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A configuration that is being changed, one field for each of its components; used by one thread. */
final class ConfigDraft {
    Path data;
    Set<Role> roles;

    @Nullable
    String bootstrapServers;

    StreamSettings stream;
    BrokerSettings broker;
    BatchSettings batch;
    ModelSettings model;
    TrackerSettings tracker;
    WebSettings web;
    HealthSettings health;
    TraceSettings trace;
    List<CameraSettings> cameras;
    Map<String, Markings> markings;
    List<String> profiles;
    List<Rule> rules;
    List<SinkSettings> sinks;

    @Nullable
    Path rulesFile;

    /** A draft that is still as {@code config} is. */
    ConfigDraft(SightlineConfig config) {
        data = config.data();
        roles = config.roles();
        bootstrapServers = config.bootstrapServers();
        stream = config.stream();
        broker = config.broker();
        batch = config.batch();
        model = config.model();
        tracker = config.tracker();
        web = config.web();
        health = config.health();
        trace = config.trace();
        cameras = config.cameras();
        markings = config.markings();
        profiles = config.profiles();
        rules = config.rules();
        sinks = config.sinks();
        rulesFile = config.rulesFile();
    }

    /** The finished configuration. */
    SightlineConfig finished() {
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
                health,
                trace,
                cameras,
                markings,
                profiles,
                rules,
                sinks,
                rulesFile);
    }
}
