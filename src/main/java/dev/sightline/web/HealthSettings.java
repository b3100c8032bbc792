package dev.sightline.web;

/**
 * Where a process tells how it is, whatever its roles: {@code /health} and {@code /metrics} without the page.
 *
 * @param host the address to listen on; loopback unless somebody says otherwise
 * @param port 1 to 65535, or 0 for nowhere
 */
public record HealthSettings(String host, int port) {
    /** Nowhere. */
    public static final HealthSettings DEFAULT = new HealthSettings("127.0.0.1", 0);

    /** Checks the port. */
    public HealthSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
    }
}
