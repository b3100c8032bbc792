package dev.sightline.web;

/**
 * How one part of the program is.
 *
 * @param name the part, e.g. {@code broker}
 * @param ok whether it does its work
 * @param detail one line for people, never a secret; may be empty when all is well
 * @param dead whether only a new start of the process can help
 */
public record HealthCheck(String name, boolean ok, String detail, boolean dead) {
    /** A part that does its work, or may do so again by itself. */
    public HealthCheck(String name, boolean ok, String detail) {
        this(name, ok, detail, false);
    }

    HealthCheck withoutDetail() {
        return new HealthCheck(name, ok, "", dead);
    }
}
