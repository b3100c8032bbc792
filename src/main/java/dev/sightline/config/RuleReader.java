package dev.sightline.config;

import dev.sightline.alert.Rule;
import dev.sightline.geometry.Zone;
import org.jspecify.annotations.Nullable;

/** Reads alert rules. */
final class RuleReader {
    private final CameraReader cameras;
    private final Names names = new Names("rule");

    /** A reader of rules that name these cameras and their zones. */
    RuleReader(CameraReader cameras) {
        this.cameras = cameras;
    }

    Rule read(Section section) {
        Value id = section.required("id", "a name for the rule, such as person-at-door");
        Value camera = section.required("camera", "the id of the camera it looks at");
        Value zone = section.required("zone", "the name of a zone of that camera");
        section.required("labels", "the classes it looks for, such as [person]");
        String cameraId = camera == null ? null : cameras.findCamera(camera);
        Zone area = cameraId == null || zone == null ? null : cameras.findZone(cameraId, zone);
        ZoneRule usual = SightlineConfig.usualRule(
                CameraReader.orStandIn(cameraId), area == null ? CameraReader.ZONE_STAND_IN : area);
        return section.set(named(usual, id), "id", "camera", "zone").rule();
    }

    /** The id of a rule that {@code value} refers to, or null after reporting that there is none. */
    @Nullable
    String findRule(Value value) {
        return names.find(value);
    }

    private ZoneRule named(ZoneRule rule, @Nullable Value id) {
        String name = id == null ? null : names.give(id);
        ZoneRule named = id == null || name == null
                ? null
                : id.accepted(() -> new ZoneRule(
                        name,
                        rule.camera(),
                        rule.zone(),
                        rule.labels(),
                        rule.minScore(),
                        rule.duration(),
                        rule.cooldown()));
        return named == null ? rule : named;
    }
}
