package dev.sightline.web;

/**
 * Where the web page is served.
 *
 * @param host the address to listen on; loopback unless somebody says otherwise
 * @param port 1 to 65535, or 0 for any free one
 */
public record WebSettings(String host, int port) {
    /** {@code http://localhost:8080}. */
    public static final WebSettings DEFAULT = new WebSettings("127.0.0.1", 8080);

    /** Checks the port. */
    public WebSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
    }
}
