package dev.sightline.alert;

import dev.sightline.condition.Scene;
import dev.sightline.schedule.Schedule;
import java.util.List;

/**
 * When a rule counts.
 *
 * @param schedule at which times
 * @param profiles in which profiles, such as {@code away}; none for all
 */
public record When(Schedule schedule, List<String> profiles) {
    /** Copies the list. */
    public When {
        profiles = List.copyOf(profiles);
    }

    boolean isProfile(Scene scene) {
        return profiles.isEmpty() || profiles.contains(scene.profile());
    }

    /** The times in words: {@code Mon-Fri 18:00-06:00 Europe/Berlin, in profile away}. */
    String describe() {
        return schedule.describe() + (profiles.isEmpty() ? "" : ", in profile " + String.join(" or ", profiles));
    }
}
