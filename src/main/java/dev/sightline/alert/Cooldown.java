package dev.sightline.alert;

import dev.sightline.condition.Subject;
import java.time.Instant;

/**
 * When an alert was raised that others must keep away from.
 *
 * @param subject whose alerts, by the {@linkplain Limits.Scope scope}
 * @param since when, in event time
 */
public record Cooldown(Subject subject, Instant since) {}
