package dev.sightline.condition;

import java.util.List;
import java.util.Locale;

/**
 * A camera that is not as it should be.
 *
 * @param trouble what is the matter
 */
public record CameraIs(Trouble trouble) implements Condition {
    /** What can be the matter with a camera. */
    public enum Trouble {
        /** There is no connection, or the camera refuses it. */
        OFFLINE,
        /** No pictures arrive, whether there is a connection or not. */
        STALLED,
        /** The picture is black, frozen, blurred or another one. */
        TAMPERED
    }

    @Override
    public List<Finding> find(Scene scene, Notes notes) {
        CameraHealth health = scene.health();
        boolean so =
                switch (trouble) {
                    case OFFLINE -> health.delivers() == CameraHealth.Delivery.OFFLINE;
                    case STALLED ->
                        health.delivers() == CameraHealth.Delivery.STALLED
                                || health.delivers() == CameraHealth.Delivery.OFFLINE;
                    case TAMPERED -> health.tampered();
                };
        return so ? List.of(Finding.ofScene(scene.now())) : List.of();
    }

    @Override
    public String measured(Scene scene) {
        CameraHealth health = scene.health();
        String delivers = health.delivers() == CameraHealth.Delivery.PICTURES
                ? "it delivers pictures"
                : "it is " + health.delivers().name().toLowerCase(Locale.ROOT);
        return delivers + (health.tampered() ? " and is tampered with" : "");
    }

    @Override
    public boolean momentary() {
        return false;
    }

    @Override
    public boolean ofObjects() {
        return false;
    }

    @Override
    public String describe() {
        return "camera is " + trouble.name().toLowerCase(Locale.ROOT);
    }
}
