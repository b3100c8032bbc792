package dev.sightline.app;

import dev.sightline.alert.AlertRules;
import dev.sightline.config.SightlineConfig;
import dev.sightline.detect.ObjectMask;
import dev.sightline.geometry.Zone;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The rules, zones and object masks that count now. Safe for use by several threads. */
final class LiveRules {
    private final Map<String, List<Zone>> zones = new ConcurrentHashMap<>();
    private volatile SightlineConfig config;
    private volatile AlertRules rules;

    LiveRules(SightlineConfig config) {
        this.config = config;
        rules = rules(config);
        replaceZones(config);
    }

    private static AlertRules rules(SightlineConfig config) {
        return new AlertRules(
                config.rules(),
                config.profiles().isEmpty() ? "" : config.profiles().get(0));
    }

    /** From now on the rules and zones of another configuration count. */
    void replace(SightlineConfig config) {
        AlertRules next = rules(config);
        replaceZones(config);
        this.config = config;
        rules = next;
    }

    private void replaceZones(SightlineConfig config) {
        config.cameras().forEach(camera -> zones.put(camera.id(), config.zonesOf(camera.id())));
        zones.keySet().retainAll(config.markings().keySet());
    }

    List<String> profiles() {
        return config.profiles();
    }

    AlertRules rules() {
        return rules;
    }

    List<Zone> zonesOf(String camera) {
        return zones.getOrDefault(camera, List.of());
    }

    List<ObjectMask> objectMasksOf(String camera) {
        return config.objectMasksOf(camera);
    }

    /** The zones of all cameras, as they are whenever it is looked at. */
    Map<String, List<Zone>> zones() {
        return Collections.unmodifiableMap(zones);
    }
}
