package dev.sightline.web;

import dev.sightline.access.AccessSettings;

/**
 * Where a process tells how it is, whatever its roles: {@code /health} and {@code /metrics} without the page. There are
 * none by which others than the users of this machine could read them without a token.
 *
 * @param host the address to listen on; loopback unless somebody says otherwise
 * @param port 1 to 65535, or 0 for nowhere
 * @param access who is let in
 */
public record HealthSettings(String host, int port, AccessSettings access) {
    /** Nowhere. */
    public static final HealthSettings DEFAULT = new HealthSettings("127.0.0.1", 0, AccessSettings.OPEN);

    /** Checks everything. */
    public HealthSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
        if (port != 0 && !WebSettings.isLoopback(host) && !access.asks()) {
            throw new IllegalArgumentException("others can reach health.host " + host
                    + ", so they must be asked who they are; set web.access or web.oidc, or health.host to 127.0.0.1");
        }
    }

    /** The same at another port, 0 for nowhere. */
    public HealthSettings withPort(int port) {
        return new HealthSettings(host, port, access);
    }

    /** The same for others. */
    public HealthSettings withAccess(AccessSettings access) {
        return new HealthSettings(host, port, access);
    }
}
