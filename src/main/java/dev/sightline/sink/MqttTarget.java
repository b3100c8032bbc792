package dev.sightline.sink;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An MQTT 3.1.1 broker to which alerts are published with quality of service 1, at least once.
 *
 * @param url {@code tcp://host:1883}, or {@code ssl://host:8883} with TLS; without a login
 * @param topic a template
 * @param body a template, null for the alert as JSON
 * @param retained whether the broker keeps the last alert of each topic for those who subscribe later
 * @param user null for none
 * @param password null for none
 * @param timeout of connecting, and of publishing, each 100 ms to 1 min
 * @param trustedCertificates a PEM file of the certificates to believe instead of the Java runtime's, or null
 */
public record MqttTarget(
        String url,
        String topic,
        @Nullable String body,
        boolean retained,
        @Nullable String user,
        @Nullable String password,
        Duration timeout,
        @Nullable Path trustedCertificates)
        implements Target {
    private static final Set<String> PLAIN = Set.of("tcp", "mqtt");
    private static final Set<String> ENCRYPTED = Set.of("ssl", "mqtts");
    private static final int LONGEST_TOPIC = 65_535;

    /** Checks everything that can be without asking anybody. */
    public MqttTarget {
        address(url);
        if (timeout.toMillis() < 100 || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("timeout is 100ms to 1m");
        }
        if (user == null && password != null) {
            throw new IllegalArgumentException("password needs a user; add it");
        }
        checkTopic(AlertTemplate.of("topic", topic).fill(SampleAlert.at(Instant.EPOCH), Escape.TOPIC));
        if (body != null) {
            AlertTemplate.of("body", body);
        }
    }

    /** A topic for each camera and rule, within 10 s. */
    public static MqttTarget of(String url) {
        return new MqttTarget(
                url, "sightline/{{camera}}/{{rule}}", null, false, null, null, Duration.ofSeconds(10), null);
    }

    @Override
    public AlertSink open(Surroundings around) {
        return new MqttSink(this);
    }

    String host() {
        return address(url).getHost();
    }

    int port() {
        int port = address(url).getPort();
        return port > 0 ? port : encrypted() ? 8883 : 1883;
    }

    boolean encrypted() {
        return ENCRYPTED.contains(address(url).getScheme().toLowerCase(Locale.ROOT));
    }

    private static URI address(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("url is not an address such as tcp://192.168.1.5:1883");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!(PLAIN.contains(scheme) || ENCRYPTED.contains(scheme)) || uri.getHost() == null) {
            throw new IllegalArgumentException("url is tcp or ssl with a host, such as tcp://192.168.1.5:1883");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("url holds a login; put it into user and password");
        }
        return uri;
    }

    private static void checkTopic(String topic) {
        if (topic.isEmpty()
                || topic.matches("(?s).*[+#\\x00].*")
                || topic.getBytes(StandardCharsets.UTF_8).length > LONGEST_TOPIC) {
            throw new IllegalArgumentException(
                    "topic is a name without + and #, such as sightline/{{camera}}/{{rule}}");
        }
    }

    /** Shows the broker alone. */
    @Override
    public String toString() {
        return "mqtt " + host() + ":" + port();
    }
}
