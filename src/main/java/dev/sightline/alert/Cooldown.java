package dev.sightline.alert;

import java.time.Instant;

/**
 * When a rule last fired.
 *
 * @param rule the rule's id
 * @param ruleVersion the version of the rule
 * @param since when, in event time
 */
public record Cooldown(String rule, String ruleVersion, Instant since) {}
