package dev.sightline.alert;

import dev.sightline.geometry.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule with the hash of its content.
 *
 * @param rule the rule
 * @param version the first 12 hexadecimal digits of SHA-256 over all that the rule says; the order of its labels does
 *     not matter
 */
record RuleVersion(ZonePresence rule, String version) {
    private static final int DIGITS = 12;

    static RuleVersion of(AlertRule rule) {
        ZonePresence presence = (ZonePresence) rule;
        return new RuleVersion(presence, Sha256.hex(content(presence)).substring(0, DIGITS));
    }

    private static List<String> content(ZonePresence rule) {
        var content = new ArrayList<>(List.of("zone presence", rule.id(), rule.camera()));
        content.add(rule.zone().name());
        for (Point corner : rule.zone().polygon().corners()) {
            content.add(corner.x() + " " + corner.y());
        }
        rule.labels().stream().sorted().distinct().forEach(content::add);
        content.addAll(List.of(
                Double.toString(rule.minScore()),
                rule.duration().toString(),
                rule.cooldown().toString()));
        return content;
    }

    boolean saw(Presence presence) {
        return presence.rule().equals(rule.id()) && presence.ruleVersion().equals(version);
    }

    boolean raised(Cooldown cooldown) {
        return cooldown.rule().equals(rule.id()) && cooldown.ruleVersion().equals(version);
    }
}
