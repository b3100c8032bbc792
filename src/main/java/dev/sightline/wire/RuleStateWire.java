package dev.sightline.wire;

import dev.sightline.alert.Cooldown;
import dev.sightline.alert.Presence;
import dev.sightline.alert.RuleState;
import dev.sightline.avro.CooldownState;
import dev.sightline.avro.PresenceState;
import dev.sightline.track.TrackId;

/** {@link RuleState} in its store. */
final class RuleStateWire {
    static final AvroSerde<RuleState, dev.sightline.avro.RuleState> SERDE = new AvroSerde<>(
            dev.sightline.avro.RuleState.getEncoder(),
            dev.sightline.avro.RuleState.getDecoder(),
            RuleStateWire::toAvro,
            RuleStateWire::fromAvro);

    private RuleStateWire() {}

    private static dev.sightline.avro.RuleState toAvro(RuleState state) {
        return new dev.sightline.avro.RuleState(
                state.camera(),
                state.presences().stream().map(RuleStateWire::toAvro).toList(),
                state.cooldowns().stream()
                        .map(cooldown -> new CooldownState(cooldown.rule(), cooldown.ruleVersion(), cooldown.since()))
                        .toList());
    }

    private static PresenceState toAvro(Presence presence) {
        return PresenceState.newBuilder()
                .setRule(presence.rule())
                .setRuleVersion(presence.ruleVersion())
                .setTrackEpoch(presence.track().epoch())
                .setTrackNumber(presence.track().number())
                .setSince(presence.since())
                .setOutsideSince(presence.outsideSince())
                .setAlerted(presence.alerted())
                .build();
    }

    private static RuleState fromAvro(dev.sightline.avro.RuleState read) {
        return new RuleState(
                read.getCamera(),
                read.getPresences().stream()
                        .map(presence -> fromAvro(read.getCamera(), presence))
                        .toList(),
                read.getCooldowns().stream()
                        .map(cooldown ->
                                new Cooldown(cooldown.getRule(), cooldown.getRuleVersion(), cooldown.getSince()))
                        .toList());
    }

    private static Presence fromAvro(String camera, PresenceState read) {
        return new Presence(
                read.getRule(),
                read.getRuleVersion(),
                new TrackId(camera, read.getTrackEpoch(), read.getTrackNumber()),
                read.getSince(),
                read.getOutsideSince(),
                read.getAlerted());
    }
}
