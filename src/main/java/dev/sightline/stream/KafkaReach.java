package dev.sightline.stream;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Finds out within seconds whether Kafka is there, where a consumer would try for ever. */
public final class KafkaReach {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 4_000;
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int CORRELATION = 1;

    /** Length, ApiVersions (18) in version 0, correlation id, no client id. */
    private static final byte[] API_VERSIONS = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, CORRELATION, -1, -1};

    private KafkaReach() {}

    /**
     * Returns when a broker answers.
     *
     * @throws KafkaUnavailableException if not, after at most 4 s for each server that is named
     */
    public static void check(KafkaSettings kafka) {
        greet(kafka);
    }

    /**
     * Returns when a broker answers and has the topic.
     *
     * @throws KafkaUnavailableException if not, after at most 4 s for each server that is named and 4 s more
     */
    public static void check(KafkaSettings kafka, String topic) {
        greet(kafka);
        Admin admin = admin(kafka);
        try {
            Set<String> topics = admin.listTopics().names().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
            if (!topics.contains(topic)) {
                throw new KafkaUnavailableException("Kafka at " + kafka.bootstrapServers() + " has no topic " + topic
                        + "; check --prefix, and that Sightline has been started with it");
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaUnavailableException(
                    "Kafka at " + kafka.bootstrapServers() + " does not list its topics; check that it is well", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while Kafka was looked for", e);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private static Admin admin(KafkaSettings kafka) {
        try {
            return Admin.create(kafka.client(
                    Map.of("request.timeout.ms", ANSWER_MILLIS / 2, "default.api.timeout.ms", ANSWER_MILLIS)));
        } catch (KafkaException e) {
            String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new KafkaUnavailableException("Kafka's client cannot be set up: " + reason, e);
        }
    }

    /** Returns when one of the servers speaks Kafka's protocol. */
    private static void greet(KafkaSettings kafka) {
        String failure = "";
        for (String server : kafka.bootstrapServers().split(",", -1)) {
            int colon = server.lastIndexOf(':');
            String host = colon < 0 ? "" : server.substring(0, colon).strip().replaceAll("[\\[\\]]", "");
            String port = server.substring(colon + 1).strip();
            if (host.isEmpty() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
                throw new KafkaUnavailableException(
                        "'" + server.strip() + "' in --bootstrap-servers is not host:port, such as 127.0.0.1:9092");
            }
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port)), CONNECT_MILLIS);
                if (isEncrypted(kafka) || speaksKafka(socket)) {
                    return;
                }
                failure = "what listens there does not speak Kafka's protocol; check the port in --bootstrap-servers";
            } catch (UnknownHostException e) {
                failure = "there is no host " + host + "; check --bootstrap-servers";
            } catch (IOException e) {
                failure = "nothing listens there; start it, or name another with --bootstrap-servers";
            }
        }
        throw new KafkaUnavailableException("no Kafka at " + kafka.bootstrapServers() + ": " + failure);
    }

    private static boolean isEncrypted(KafkaSettings kafka) {
        return kafka.stream().client().getOrDefault("security.protocol", "").endsWith("SSL");
    }

    /**
     * Asks for the versions that the broker knows (KIP-35), which it answers without a login. Kafka's own client takes
     * the first bytes of any other answer for a length and allocates so much: a gigabyte for {@code HTTP}.
     */
    private static boolean speaksKafka(Socket socket) {
        try {
            socket.setSoTimeout(CONNECT_MILLIS);
            socket.getOutputStream().write(API_VERSIONS);
            DataInputStream response = new DataInputStream(socket.getInputStream());
            int length = response.readInt();
            return length > 4 && length < LONGEST_ANSWER && response.readInt() == CORRELATION;
        } catch (IOException silentOrGone) {
            return false;
        }
    }
}
