package dev.sightline.web;

import dev.sightline.access.AccessSettings;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the web page is served, and to whom. There are none by which others than the users of this machine could look
 * without a token.
 *
 * @param host the address to listen on; loopback unless somebody says otherwise
 * @param port 1 to 65535, or 0 for any free one
 * @param origin what browsers have before the path when they come through a proxy, such as
 *     {@code https://cameras.example.org}; null where they come here themselves
 * @param access who is let in
 */
public record WebSettings(String host, int port, @Nullable String origin, AccessSettings access) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[?::1]?");
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?");

    /** {@code http://localhost:8080}. */
    public static final WebSettings DEFAULT = new WebSettings("127.0.0.1", 8080);

    /** Checks everything. */
    public WebSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
        if (origin != null && !ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException(
                    "an origin is http or https and a host, such as https://cameras.example.org");
        }
        if (!isLoopback(host) && !access.asks()) {
            throw new IllegalArgumentException("others can reach " + host
                    + ", so visitors must be asked who they are; set web.access or web.oidc, run with"
                    + " --admin-token FILE, or set web.host to 127.0.0.1");
        }
    }

    /** On loopback, for everyone on this machine. */
    public WebSettings(String host, int port) {
        this(host, port, null, AccessSettings.OPEN);
    }

    /** The same on another address. */
    public WebSettings withHost(String host) {
        return new WebSettings(host, port, origin, access);
    }

    /** The same on another port, 0 for any free one. */
    public WebSettings withPort(int port) {
        return new WebSettings(host, port, origin, access);
    }

    /** The same for others. */
    public WebSettings withAccess(AccessSettings access) {
        return new WebSettings(host, port, origin, access);
    }

    /** Whether only this machine can reach what listens at {@code host}. */
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /** Whether browsers come by TLS. */
    boolean behindTls() {
        return origin != null && origin.startsWith("https:");
    }
}
