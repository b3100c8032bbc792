package dev.sightline.sink;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import dev.sightline.alert.Alert;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Publishes on an MQTT broker. The connection is kept, and made anew for the delivery after a failure. */
final class MqttSink implements AlertSink {
    private final MqttTarget target;
    private final AlertTemplate topic;
    private final @Nullable AlertTemplate body;
    private volatile @Nullable Mqtt3AsyncClient client;

    MqttSink(MqttTarget target) {
        this.target = target;
        this.topic = AlertTemplate.of("topic", target.topic());
        this.body = target.body() == null ? null : AlertTemplate.of("body", target.body());
    }

    @Override
    public void deliver(Alert alert) throws DeliveryException {
        String text = body == null ? AlertFields.json(alert) : body.fill(alert, Escape.JSON);
        Mqtt3AsyncClient connected = connected();
        await(connected
                .publishWith()
                .topic(topic.fill(alert, Escape.TOPIC))
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(target.retained())
                .payload(text.getBytes(StandardCharsets.UTF_8))
                .send());
    }

    @Override
    public void close() {
        Mqtt3AsyncClient last = client;
        client = null;
        if (last != null) {
            var unused = last.disconnect();
        }
    }

    private Mqtt3AsyncClient connected() throws DeliveryException {
        Mqtt3AsyncClient present = client;
        if (present != null && present.getState().isConnected()) {
            return present;
        }
        close();
        Mqtt3AsyncClient fresh = build();
        client = fresh;
        await(fresh.connect());
        return fresh;
    }

    private Mqtt3AsyncClient build() throws DeliveryException {
        Mqtt3ClientBuilder builder = Mqtt3Client.builder()
                .identifier("sightline-" + UUID.randomUUID())
                .serverHost(target.host())
                .serverPort(target.port());
        if (target.encrypted()) {
            builder = builder.sslConfig(MqttClientSslConfig.builder()
                    .trustManagerFactory(Trust.authorities(target.trustedCertificates()))
                    .build());
        }
        String user = target.user();
        if (user != null) {
            String password = target.password();
            var login = Mqtt3SimpleAuth.builder().username(user);
            builder = builder.simpleAuth(
                    password == null
                            ? login.build()
                            : login.password(password.getBytes(StandardCharsets.UTF_8))
                                    .build());
        }
        return builder.buildAsync();
    }

    private void await(CompletableFuture<?> answer) throws DeliveryException {
        try {
            answer.get(target.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            close();
            throw DeliveryException.failed(target + " does not answer in time; see whether it is well", e);
        } catch (ExecutionException e) {
            close();
            throw DeliveryException.failed(target + " " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DeliveryException.failed(target + " was not waited for", e);
        }
    }

    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Mqtt3ConnAckException refused) {
                return "refuses the connection (" + refused.getMqttMessage().getReturnCode()
                        + "); check user and password";
            } else if (cause instanceof UnknownHostException) {
                return "is not known; correct the host or the name service";
            } else if (cause instanceof SSLException) {
                return "cannot be trusted: " + cause.getMessage()
                        + "; correct the host, or name its certificate in trustedCertificates";
            } else if (cause instanceof ConnectException) {
                return "cannot be reached; check host and port";
            }
        }
        return "ends the connection; see its log";
    }
}
