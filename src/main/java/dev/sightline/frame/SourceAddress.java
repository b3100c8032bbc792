package dev.sightline.frame;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a source is and how to get in. Only {@link #toString()} and {@link #location()} may be shown to anyone.
 */
public final class SourceAddress {
    private static final Set<String> SCHEMES = Set.of("rtsp", "rtsps", "http", "https", "file");

    private final String scheme;
    private final String rest;
    private final @Nullable String user;
    private final @Nullable String password;
    private final Transport transport;
    private final Duration timeout;

    /** How RTP travels. */
    public enum Transport {
        /** Inside the RTSP connection: slower to recover, but nothing is lost. */
        TCP,
        /** Datagrams of its own. */
        UDP
    }

    private SourceAddress(
            String scheme,
            String rest,
            @Nullable String user,
            @Nullable String password,
            Transport transport,
            Duration timeout) {
        this.scheme = scheme;
        this.rest = rest;
        this.user = user;
        this.password = password;
        this.transport = transport;
        this.timeout = timeout;
    }

    /**
     * Reads an address with TCP transport and a timeout of 5 s. A text without a scheme is a file's path. A user name
     * and password in the address may hold any character but {@code /}, percent-encoded or not.
     *
     * @throws IllegalArgumentException if the scheme is not rtsp, rtsps, http, https or file, or there is no host; the
     *     message does not repeat the address
     */
    public static SourceAddress parse(String text) {
        int colon = text.indexOf("://");
        if (colon < 0) {
            return file(text);
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw new IllegalArgumentException(
                    "an address starts with rtsp://, rtsps://, http://, https:// or file://, not with another scheme");
        }
        String rest = text.substring(colon + 3);
        if (scheme.equals("file")) {
            return file(rest);
        }
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash);
        int at = authority.lastIndexOf('@');
        String host = authority.substring(at + 1);
        if (host.isEmpty() || host.startsWith(":")) {
            throw new IllegalArgumentException("the address has no host");
        }
        String login = at < 0 ? "" : authority.substring(0, at);
        int separator = login.indexOf(':');
        String user = separator < 0 ? login : login.substring(0, separator);
        String password = separator < 0 ? "" : login.substring(separator + 1);
        return new SourceAddress(
                scheme,
                host + path,
                at < 0 ? null : decode(user),
                at < 0 ? null : decode(password),
                Transport.TCP,
                Duration.ofSeconds(5));
    }

    private static SourceAddress file(String path) {
        return new SourceAddress("file", path, null, null, Transport.TCP, Duration.ofSeconds(5));
    }

    /** The same address with another login, as the configuration gives it, not encoded. */
    public SourceAddress withLogin(String user, String password) {
        return new SourceAddress(scheme, rest, user, password, transport, timeout);
    }

    /** The same address with another way for RTP to travel. */
    public SourceAddress withTransport(Transport transport) {
        return new SourceAddress(scheme, rest, user, password, transport, timeout);
    }

    /** The same address with another bound for connecting and for the wait for a picture. */
    public SourceAddress withTimeout(Duration timeout) {
        return new SourceAddress(scheme, rest, user, password, transport, timeout);
    }

    /** rtsp, rtsps, http, https or file. */
    public String scheme() {
        return scheme;
    }

    /** Whether this is a file on this machine. */
    public boolean isFile() {
        return scheme.equals("file");
    }

    /** The path of a file, or the address without user name and password; without the query, which may hold secrets. */
    public String location() {
        if (isFile()) {
            return rest;
        }
        int query = rest.indexOf('?');
        return scheme + "://" + (query < 0 ? rest : rest.substring(0, query) + "?…");
    }

    /** The address with its login, percent-encoded: for the library that connects and for nothing else. */
    public String secretUrl() {
        if (isFile()) {
            return rest;
        }
        String login = user == null ? "" : encode(user) + ":" + encode(password == null ? "" : password) + "@";
        return scheme + "://" + login + rest;
    }

    /** The user name, or null. */
    public @Nullable String user() {
        return user;
    }

    /** The password, or null; never to be shown. */
    public @Nullable String secretPassword() {
        return password;
    }

    /** How RTP travels. */
    public Transport transport() {
        return transport;
    }

    /** The longest wait for a connection and for a picture. */
    public Duration timeout() {
        return timeout;
    }

    /** Same as {@link #location()}. */
    @Override
    public String toString() {
        return location();
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
