package dev.sightline.wire;

import dev.sightline.alert.ProfileSwitch;
import dev.sightline.avro.Control;

/** {@link ProfileSwitch} on the wire: {@code schemas/control.avsc}. */
final class ControlWire {
    static final AvroSerde<ProfileSwitch, Control> SERDE = AvroSerde.of(
            Control.class,
            change -> new Control(change.profile(), change.at()),
            read -> new ProfileSwitch(read.getProfile(), read.getAt()));

    private ControlWire() {}
}
