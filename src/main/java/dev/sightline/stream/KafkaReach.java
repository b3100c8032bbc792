package dev.sightline.stream;

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
    private static final int ANSWER_MILLIS = 5_000;

    private KafkaReach() {}

    /**
     * Returns when a broker answers and has the topic.
     *
     * @throws KafkaUnavailableException if not, after at most 2 s for each server that is named and 5 s more
     */
    public static void check(KafkaSettings kafka, String topic) {
        connect(kafka.bootstrapServers());
        Admin admin = admin(kafka);
        try {
            Set<String> topics = admin.listTopics().names().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
            if (!topics.contains(topic)) {
                throw new KafkaUnavailableException("Kafka at " + kafka.bootstrapServers() + " has no topic " + topic
                        + "; check --prefix, and that Sightline has been started with it");
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaUnavailableException(
                    "what listens at " + kafka.bootstrapServers() + " does not answer as Kafka does; check the port in"
                            + " --bootstrap-servers",
                    e);
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

    /** Returns when one of the servers takes a connection. */
    private static void connect(String servers) {
        String failure = "";
        for (String server : servers.split(",", -1)) {
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
                return;
            } catch (UnknownHostException e) {
                failure = "there is no host " + host;
            } catch (IOException e) {
                failure = "nothing listens there";
            }
        }
        throw new KafkaUnavailableException(
                "no Kafka at " + servers + ": " + failure + "; start it, or name another with --bootstrap-servers");
    }
}
