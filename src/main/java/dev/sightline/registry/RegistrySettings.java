package dev.sightline.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry and how to use it.
 *
 * @param url where its Confluent-compatible API is, such as {@code https://registry:8081}, without a login; null for no
 *     registry
 * @param subjects under which names schemas are registered
 * @param register whether to register schemas and to set the compatibility of their subjects; otherwise they have to be there
 * @param timeout the longest wait for the registry at the start, 1 s to 5 min
 * @param user a login; null for none
 * @param password of the login, null for none
 * @param token a bearer token, in place of a login; null for none
 * @param trustStore the certificates to believe instead of the Java runtime's: a PEM file, or a key store in PKCS #12 or JKS
 * @param trustStorePassword of a {@code trustStore} that is a key store; null for a PEM file
 * @param keyStore the client's own certificate and key, in PKCS #12 or JKS; null for none
 * @param keyStorePassword of {@code keyStore} and its key
 */
public record RegistrySettings(
        @Nullable String url,
        SubjectNaming subjects,
        boolean register,
        Duration timeout,
        @Nullable String user,
        @Nullable String password,
        @Nullable String token,
        @Nullable Path trustStore,
        @Nullable String trustStorePassword,
        @Nullable Path keyStore,
        @Nullable String keyStorePassword) {
    /** No registry. */
    public static final RegistrySettings NONE = new RegistrySettings(
            null, SubjectNaming.TOPIC, true, Duration.ofSeconds(30), null, null, null, null, null, null, null);

    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,8192}");

    /** Checks everything that can be without asking anybody. */
    public RegistrySettings {
        url = url == null || url.isBlank() ? null : url;
        if (url != null) {
            address(url);
        }
        if (timeout.toMillis() < 1000 || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("timeout is 1s to 5m");
        }
        if (user != null && (user.isBlank() || user.contains(":"))) {
            throw new IllegalArgumentException("user is empty or has a colon; correct it");
        }
        if (user == null && password != null) {
            throw new IllegalArgumentException("password needs a user; add it");
        }
        if (user != null && token != null) {
            throw new IllegalArgumentException("token stands in place of user and password; keep one of them");
        }
        if ((trustStore == null && trustStorePassword != null) || (keyStore == null && keyStorePassword != null)) {
            throw new IllegalArgumentException("keyStorePassword or trustStorePassword has no file; name it");
        }
        if (token != null && !VISIBLE.matcher(token).matches()) {
            throw new IllegalArgumentException("token is empty or not plain text in one line; correct it");
        }
    }

    /** The same registry settings for another address, or none if null. */
    public RegistrySettings withUrl(@Nullable String url) {
        return new RegistrySettings(
                url,
                subjects,
                register,
                timeout,
                user,
                password,
                token,
                trustStore,
                trustStorePassword,
                keyStore,
                keyStorePassword);
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none that a registry may have; the message does not repeat it, as it may
     *     hold a password
     */
    static URI address(String url) {
        URI uri;
        try {
            uri = new URI(url.endsWith("/") ? url : url + "/");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("url is not an address such as https://registry:8081");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getRawUserInfo() != null || url.contains("@")) {
            throw new IllegalArgumentException("url holds a login; put it into user and password");
        }
        if (!Set.of("http", "https").contains(scheme) || uri.getHost() == null) {
            throw new IllegalArgumentException("url is http or https with a host, such as https://registry:8081");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("url has a '?' or '#'; leave away what is behind it");
        }
        return uri;
    }

    /** Shows nothing that may be secret. */
    @Override
    public String toString() {
        return "schema registry " + (url == null ? "none" : url + ", subjects by " + subjects);
    }
}
