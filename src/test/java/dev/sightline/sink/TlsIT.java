package dev.sightline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Certificates are verified: who signed them, and for whom. The mail server of tests keeps its first certificate for as long
 * as the JVM lives, so this must not share one with tests of mail.
 */
@Timeout(60)
class TlsIT {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @Test
    void believesTheCertificatesOfTheFileOnly() throws Exception {
        try (HttpEnd end = server("ip:127.0.0.1")) {
            String url = "https://127.0.0.1:" + end.port() + "/";
            assertThatThrownBy(() -> deliver(url, null))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("cannot be trusted")
                    .hasMessageContaining("trustedCertificates");
            deliver(url, folder.resolve("server.pem"));
            assertThat(end.requests()).hasSize(1);
        }
    }

    @Test
    void believesACertificateOnlyForTheHostThatItNames() throws Exception {
        try (HttpEnd end = server("dns:other.example.org")) {
            assertThatThrownBy(() -> deliver("https://127.0.0.1:" + end.port() + "/", folder.resolve("server.pem")))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("cannot be trusted");
            assertThat(end.requests()).isEmpty();
        }
    }

    @Test
    void believesAnMqttBrokerInTheSameWay() throws Exception {
        assertThat(publish("ip:127.0.0.1", true)).isEqualTo("delivered");
        assertThat(publish("ip:127.0.0.1", false)).contains("cannot be trusted");
        assertThat(publish("dns:other.example.org", true)).contains("cannot be trusted");
    }

    @Test
    void believesAMailServerInTheSameWay() throws Exception {
        assertThat(mail("ip:127.0.0.1", true)).isEqualTo("delivered");
        assertThat(mail("ip:127.0.0.1", false)).contains("cannot be trusted");
        assertThat(mail("dns:other.example.org", true)).contains("cannot be trusted");
    }

    @Test
    void saysNothingToAMailServerBeforeItIsEncryptedAndBelieved() throws Exception {
        Path store = certify("dns:localhost");
        try (StartTlsEnd end = new StartTlsEnd(context(store))) {
            assertThat(startTls("localhost", end.port(), false)).contains("cannot be trusted");
            assertThat(startTls("127.0.0.1", end.port(), true))
                    .as("a certificate for another host")
                    .contains("cannot be trusted");
            assertThat(end.encrypted()).isEmpty();

            assertThat(startTls("localhost", end.port(), true)).isEqualTo("delivered");
            assertThat(end.encrypted())
                    .contains("hello", "AUTH PLAIN " + base64("viewer\0viewer\0hunter2"))
                    .anyMatch(line -> line.startsWith("RCPT TO:<me@example.org>"));
            assertThat(end.open()).allMatch(line -> line.startsWith("EHLO ") || line.equals("STARTTLS"));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What becomes of an alert for a mail server that is to encrypt. */
    private String startTls(String host, int port, boolean trusted) {
        EmailTarget target = new EmailTarget(
                host,
                port,
                EmailTarget.Security.STARTTLS,
                "viewer",
                "hunter2",
                "sightline@example.org",
                List.of("me@example.org"),
                "{{rule}}",
                "{{message}}",
                Duration.ofSeconds(5),
                trusted ? folder.resolve("server.pem") : null);
        return told(target);
    }

    /** What becomes of an alert for {@code target}. */
    private String told(Target target) {
        try (AlertSink sink = target.open(Alerts.around(folder))) {
            sink.deliver(Alerts.saying("hello"));
            return "delivered";
        } catch (DeliveryException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void saysThatAFileHoldsNoCertificate() throws Exception {
        Path file = Files.writeString(folder.resolve("empty.pem"), "");
        assertThatThrownBy(() -> deliver("https://127.0.0.1:1/", file))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("empty.pem cannot be read");
    }

    private static void deliver(String url, @Nullable Path certificates) throws DeliveryException {
        WebhookTarget target = new WebhookTarget(
                url,
                WebhookTarget.Method.POST,
                Map.of(),
                null,
                null,
                Duration.ofSeconds(5),
                false,
                false,
                List.of("127.0.0.1"),
                certificates);
        try (AlertSink sink = target.open(Alerts.around(Path.of("")))) {
            sink.deliver(Alerts.saying("hello"));
        }
    }

    /** What becomes of an alert for a broker with a certificate for {@code name}. */
    private String publish(String name, boolean trusted) throws Exception {
        Path store = certify(name);
        Properties properties = new Properties();
        properties.setProperty(IConfig.HOST_PROPERTY_NAME, "127.0.0.1");
        properties.setProperty(IConfig.PORT_PROPERTY_NAME, String.valueOf(freePort()));
        int port = freePort();
        properties.setProperty(IConfig.SSL_PORT_PROPERTY_NAME, String.valueOf(port));
        properties.setProperty(IConfig.JKS_PATH_PROPERTY_NAME, store.toString());
        properties.setProperty(IConfig.KEY_STORE_TYPE, "pkcs12");
        properties.setProperty(IConfig.KEY_STORE_PASSWORD_PROPERTY_NAME, String.valueOf(PASSWORD));
        properties.setProperty(IConfig.KEY_MANAGER_PASSWORD_PROPERTY_NAME, String.valueOf(PASSWORD));
        properties.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
        properties.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
        Server broker = new Server();
        broker.startServer(new MemoryConfig(properties));
        MqttTarget target = new MqttTarget(
                "ssl://127.0.0.1:" + port,
                "sightline/{{camera}}",
                null,
                false,
                null,
                null,
                Duration.ofSeconds(5),
                trusted ? folder.resolve("server.pem") : null);
        try {
            return told(target);
        } finally {
            broker.stopServer();
        }
    }

    /** What becomes of an alert for a mail server with a certificate for {@code name}. */
    private String mail(String name, boolean trusted) throws Exception {
        System.setProperty("greenmail.tls.keystore.file", certify(name).toString());
        System.setProperty("greenmail.tls.keystore.password", String.valueOf(PASSWORD));
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        try {
            server.start();
            EmailTarget target = new EmailTarget(
                    "127.0.0.1",
                    server.getSmtps().getPort(),
                    EmailTarget.Security.TLS,
                    null,
                    null,
                    "sightline@example.org",
                    List.of("me@example.org"),
                    "{{rule}}",
                    "{{message}}",
                    Duration.ofSeconds(5),
                    trusted ? folder.resolve("server.pem") : null);
            return told(target);
        } finally {
            server.stop();
            System.clearProperty("greenmail.tls.keystore.file");
            System.clearProperty("greenmail.tls.keystore.password");
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A key store with a certificate for {@code name}, which {@code server.pem} holds as well. */
    private Path certify(String name) throws Exception {
        Path store = folder.resolve("server.p12");
        Files.deleteIfExists(store);
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + name, "-keystore", store);
        keytool("-exportcert", "-rfc", "-file", folder.resolve("server.pem"), "-keystore", store);
        return store;
    }

    private HttpEnd server(String name) throws Exception {
        SSLContext context = context(certify(name));
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new HttpEnd(server, exchange -> HttpEnd.answer(exchange, 200));
    }

    private static SSLContext context(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        command.addAll(List.of("-alias", "server", "-storepass", String.valueOf(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
