package dev.sightline.sink;

import dev.sightline.json.JsonException;
import dev.sightline.json.JsonText;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A web server that is told of each alert by an HTTP request.
 *
 * @param url http or https, without a login; may be secret as a whole
 * @param method of the request
 * @param headers further ones; may hold secrets
 * @param body a template, null for the alert as JSON
 * @param secret signs each request, null for none
 * @param timeout of a whole delivery, 100 ms to 1 min
 * @param redirects whether an answer 307 or 308 is followed, on the same host or to one of {@code allowedHosts}
 * @param allowPrivate whether any address will do; by default only public ones
 * @param allowedHosts hosts that will do wherever they are
 * @param trustedCertificates a PEM file of the certificates to believe instead of the Java runtime's, or null
 */
public record WebhookTarget(
        String url,
        Method method,
        Map<String, String> headers,
        @Nullable String body,
        @Nullable String secret,
        Duration timeout,
        boolean redirects,
        boolean allowPrivate,
        List<String> allowedHosts,
        @Nullable Path trustedCertificates)
        implements Target {
    /** What HTTP calls a method. */
    public enum Method {
        POST,
        PUT
    }

    static final String CONTENT_TYPE = "content-type";

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VISIBLE = Pattern.compile("[\\x20-\\x7e]{0,4096}");
    private static final Set<String> OWN = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "expect",
            "upgrade",
            "idempotency-key",
            "x-sightline-timestamp",
            "x-sightline-signature");

    /** Checks everything that can be without asking anybody. */
    public WebhookTarget {
        address(url);
        headers = Map.copyOf(headers);
        headers.forEach(WebhookTarget::checkHeader);
        allowedHosts = List.copyOf(allowedHosts);
        if (timeout.toMillis() < 100 || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("timeout is 100ms to 1m");
        }
        if (secret != null && secret.isEmpty()) {
            throw new IllegalArgumentException("secret is empty; leave it out or set it");
        }
        if (body != null) {
            AlertTemplate template = AlertTemplate.of("body", body);
            if (Escape.of(contentType(headers)) == Escape.JSON) {
                checkJson(template);
            }
        }
    }

    /** A POST of the alert as JSON to a public server within 10 s. */
    public static WebhookTarget of(String url) {
        return new WebhookTarget(
                url, Method.POST, Map.of(), null, null, Duration.ofSeconds(10), false, false, List.of(), null);
    }

    /** The same with further headers and a body. */
    public WebhookTarget withContent(Map<String, String> headers, String body) {
        return new WebhookTarget(
                url,
                method,
                headers,
                body,
                secret,
                timeout,
                redirects,
                allowPrivate,
                allowedHosts,
                trustedCertificates);
    }

    @Override
    public AlertSink open(Surroundings around) {
        return new WebhookSink(this, around.clock(), InetAddress::getAllByName);
    }

    URI address() {
        return address(url);
    }

    String contentType() {
        return contentType(headers);
    }

    private static String contentType(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(CONTENT_TYPE))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("application/json");
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none that a webhook may have; the message does not repeat it
     */
    static URI address(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("url is not an address such as https://example.org/alerts");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme) || uri.getHost() == null) {
            throw new IllegalArgumentException("url is http or https with a host, such as https://example.org/alerts");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("url holds a login; put it into headers as Authorization");
        }
        return uri;
    }

    private static void checkHeader(String name, String value) {
        if (!TOKEN.matcher(name).matches() || OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("headers has one that cannot be set; remove it");
        }
        if (!VISIBLE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "headers has a value that is not plain text in one line, for " + name + "; correct it");
        }
    }

    private static void checkJson(AlertTemplate template) {
        String filled = template.fill(SampleAlert.at(Instant.EPOCH), Escape.JSON);
        try {
            JsonText.parse("it", ("{\"body\":" + filled + "}").getBytes(StandardCharsets.UTF_8));
        } catch (JsonException e) {
            throw new IllegalArgumentException(
                    "body is not JSON when it is filled in; put quotes around texts such as \"{{message}}\", or set the"
                            + " header Content-Type to what it is");
        }
    }

    /** Shows the server alone. */
    @Override
    public String toString() {
        return "webhook " + shown(address());
    }

    /** An address without its path, which may be secret. */
    static String shown(URI address) {
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }
}
