package dev.sightline.condition;

import java.time.Instant;

/**
 * What nearly made a rule fire.
 *
 * @param subject what
 * @param since from when on
 * @param until till when
 * @param reason why it did not fire, for people
 */
public record NearMiss(Subject subject, Instant since, Instant until, String reason) {}
