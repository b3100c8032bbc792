package dev.sightline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates are verified: who signed them, and for whom. */
@Timeout(60)
class TlsTest {
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

    private HttpEnd server(String name) throws Exception {
        Path store = folder.resolve("server.p12");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + name, "-keystore", store);
        keytool("-exportcert", "-rfc", "-file", folder.resolve("server.pem"), "-keystore", store);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new HttpEnd(server, exchange -> HttpEnd.answer(exchange, 200));
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
