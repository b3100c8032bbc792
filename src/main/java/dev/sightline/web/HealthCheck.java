package dev.sightline.web;

/**
 * How one part of the program is.
 *
 * @param name the part, e.g. {@code broker}
 * @param ok whether it does its work
 * @param detail one line for people, never a secret; may be empty when all is well
 */
public record HealthCheck(String name, boolean ok, String detail) {}
