package dev.sightline.frame;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a source is and how to get in. Only {@link #toString()} and {@link #location()} may be shown to anyone.
 */
public final class SourceAddress {
    /** A shorter password would be found by chance in many texts, and its gaps would tell it. */
    private static final int LEAST_SECRET = 4;

    private static final Set<String> SCHEMES = Set.of("rtsp", "rtsps", "http", "https", "file");

    private static final Pattern TARGET =
            Pattern.compile("([\\p{L}\\p{N}._~-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?([/?#].*)?");

    /** What a video library takes for a protocol of its own, such as {@code concat:}; a drive letter is not one. */
    private static final Pattern PROTOCOL = Pattern.compile("[^/\\\\:]{2,}:");

    private static final Pattern QUERY = Pattern.compile("([?#]).*");

    /** Vendors that put the login into the path: from the password on nothing is shown. */
    private static final Pattern SECRET_IN_PATH = Pattern.compile("(?i)(pass|pwd|psw|token|key)([^/=]*=).*");

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
     * and password in the address may hold any character but {@code /}, percent-encoded or not; elsewhere an
     * {@code @} is percent-encoded, so that no part of a password is taken for a path.
     *
     * @throws IllegalArgumentException if the scheme is not rtsp, rtsps, http, https or file, or there is no host; the
     *     message does not repeat the address
     */
    public static SourceAddress parse(String text) {
        if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the address is empty or holds control characters");
        }
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
        return scheme.equals("file") ? file(rest) : network(scheme, rest);
    }

    private static SourceAddress network(String scheme, String rest) {
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        if (slash >= 0 && rest.indexOf('@', slash) >= 0) {
            throw new IllegalArgumentException(
                    "the address has an '@' after a '/'; in a password write '/' as %2F, in a path write '@' as %40");
        }
        int at = authority.lastIndexOf('@');
        String target = rest.substring(at + 1);
        if (!TARGET.matcher(target).matches()) {
            throw new IllegalArgumentException(
                    "the address has no host, or its port is not a number; it is like rtsp://user:password@host:554/path");
        }
        String login = at < 0 ? "" : authority.substring(0, at);
        int separator = login.indexOf(':');
        String user = separator < 0 ? login : login.substring(0, separator);
        String password = separator < 0 ? null : decode(login.substring(separator + 1));
        return new SourceAddress(
                scheme, target, login.isEmpty() ? null : decode(user), password, Transport.TCP, Duration.ofSeconds(5));
    }

    private static SourceAddress file(String path) {
        if (path.isBlank() || PROTOCOL.matcher(path).lookingAt()) {
            throw new IllegalArgumentException(
                    "not an address and not a file's path; a file with a ':' in its name is written with a './' before it");
        }
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

    /**
     * The path of a file, or the address without user name and password; without the query and what follows a
     * {@code password=} in the path, which may hold secrets.
     */
    public String location() {
        if (isFile()) {
            return rest;
        }
        String shown = QUERY.matcher(rest).replaceFirst("$1…");
        return scheme + "://" + SECRET_IN_PATH.matcher(shown).replaceFirst("$1$2…");
    }

    /** The text without this address's secrets, wherever they occur in it: for messages of libraries. */
    public String redacted(String text) {
        if (isFile()) {
            return text;
        }
        String clean = text.replace(secretUrl(), location()).replace(scheme + "://" + rest, location());
        if (password == null || password.length() < LEAST_SECRET) {
            return clean;
        }
        return clean.replace(password, "***").replace(encode(password), "***");
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
    /** Whether the other one leads to the same place in the same way, login and all. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SourceAddress address && all().equals(address.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    private List<Object> all() {
        return List.of(scheme, rest, Optional.ofNullable(user), Optional.ofNullable(password), transport, timeout);
    }

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
