package dev.sightline.app;

import dev.sightline.alert.ProfileSwitch;
import dev.sightline.stream.ControlPublisher;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.web.Profiles;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The profile that is on, as the control topic tells. */
final class LiveProfile implements Profiles {
    private final KafkaSettings kafka;
    private final LiveRules rules;
    private final Clock clock;
    private final AtomicReference<@Nullable ProfileSwitch> last = new AtomicReference<>();

    LiveProfile(KafkaSettings kafka, LiveRules rules, Clock clock) {
        this.kafka = kafka;
        this.rules = rules;
        this.clock = clock;
    }

    /** Takes a record of the control topic; the latest counts, as each partition has its own. */
    void heard(ProfileSwitch change) {
        last.accumulateAndGet(
                change,
                (known, next) -> known == null || next == null || next.at().isAfter(known.at()) ? next : known);
    }

    @Override
    public List<String> names() {
        return rules.profiles();
    }

    @Override
    public @Nullable String on() {
        ProfileSwitch change = last.get();
        List<String> names = names();
        return change != null ? change.profile() : names.isEmpty() ? null : names.get(0);
    }

    @Override
    public void switchTo(String name) {
        ControlPublisher.publish(kafka, new ProfileSwitch(name, clock.instant()));
    }
}
