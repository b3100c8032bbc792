package dev.sightline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.KeyTool;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SchemaRegistryTest {
    private static final String SCHEMA = "{\"type\":\"record\",\"name\":\"A\",\"fields\":[]}";

    private static RegistrySettings settings(
            String url, @Nullable String user, @Nullable String password, @Nullable String token) {
        return new RegistrySettings(
                url, SubjectNaming.TOPIC, true, Duration.ofSeconds(1), user, password, token, null, null, null, null);
    }

    @Test
    void logsInAsTheSettingsSay() throws Exception {
        try (RegistryEnd end = RegistryEnd.start()) {
            new SchemaRegistry(settings(end.url(), "me", "pass:wörd", null)).schema(1);
            new SchemaRegistry(settings(end.url(), null, null, "abc.def")).schema(1);
            new SchemaRegistry(settings(end.url(), null, null, null)).schema(1);
            String login = Base64.getEncoder().encodeToString("me:pass:wörd".getBytes(StandardCharsets.UTF_8));
            assertThat(end.logins()).containsExactly("Basic " + login, "Bearer abc.def", "null");
        }
    }

    @Test
    void saysThatALoginIsRefusedAndShowsNothingOfIt() throws Exception {
        try (RegistryEnd end = RegistryEnd.start()) {
            end.fail(401);
            var registry = new SchemaRegistry(settings(end.url(), "someone", "s3cret", null));
            assertThatThrownBy(() -> registry.id("a", SCHEMA))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContainingAll("refuses the login (401)", "kafka.schemaRegistry.user")
                    .hasMessageNotContainingAny("someone", "s3cret");
            assertThat(registry.trouble())
                    .hasValueSatisfying(trouble ->
                            assertThat(trouble).contains("refuses the login").doesNotContain("s3cret"));
            assertThat(registry
                            + settings(end.url(), "a", "s3cret", null).toString()
                            + settings(end.url(), null, null, "t0ken"))
                    .doesNotContain("s3cret", "t0ken");
        }
    }

    @Test
    void followsNoRedirectWithALogin() throws Exception {
        try (RegistryEnd end = RegistryEnd.start()) {
            end.fail(307);
            assertThatThrownBy(() -> new SchemaRegistry(settings(end.url(), null, null, "t")).schema(1))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("answers 307")
                    .hasMessageContaining("told to fail");
            assertThat(end.requests()).containsExactly("GET /schemas/ids/1");
        }
    }

    @Test
    void waitsForARegistryThatIsAboutToStart() throws Exception {
        try (RegistryEnd end = RegistryEnd.start()) {
            end.fail(503);
            var registry = new SchemaRegistry(RegistrySettings.NONE.withUrl(end.url()));
            var id = CompletableFuture.supplyAsync(() -> registry.id("a", SCHEMA));
            org.awaitility.Awaitility.await()
                    .until(() -> registry.trouble().orElse("").contains("answers 503"));
            end.fail(0);
            assertThat(id.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(registry.trouble()).isEmpty();
        }
    }

    @Test
    void saysAfterItsTimeThatThereIsNone() throws Exception {
        try (RegistryEnd end = RegistryEnd.start()) {
            end.switchOff();
            long before = System.nanoTime();
            assertThatThrownBy(() -> new SchemaRegistry(settings(end.url(), null, null, null)).id("a", SCHEMA))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContainingAll(end.url(), "does not take connections; start it");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void doesNotWaitForOneThatAcceptsAndSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var registry = new SchemaRegistry(settings("http://127.0.0.1:" + silent.getLocalPort(), null, null, null));
            long before = System.nanoTime();
            assertThatThrownBy(() -> registry.schema(1))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("does not answer");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(12));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://me:s3cret@registry:8081",
                "ftp://registry/s3cret",
                "registry:8081/s3cret",
                "https://registry/?apikey=s3cret",
                "https://re gistry/s3cret"
            })
    void refusesAnAddressWithoutRepeatingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegistrySettings.NONE.withUrl(url))
                .withMessageStartingWith("url ")
                .withMessageNotContaining("s3cret");
    }

    @Test
    void believesTheCertificatesItIsToldToAndShowsItsOwn(@TempDir Path folder) throws Exception {
        KeyTool server = KeyTool.certify(folder, "server", "ip:127.0.0.1");
        KeyTool client = KeyTool.certify(folder, "client", "dns:sightline");
        try (RegistryEnd end = RegistryEnd.start(context(server.store(), client.store()))) {
            Path keys = client.store();
            assertThat(asked(end, server.pem(), null, keys)).isEmpty();
            assertThat(asked(end, server.store(), KeyTool.PASSWORD, keys)).isEmpty();
            assertThat(asked(end, server.pem(), null, null)).contains("schema registry");
            assertThat(asked(end, null, null, keys)).contains("cannot be trusted", "trustStore");
            assertThat(asked(end, client.pem(), null, keys)).contains("cannot be trusted", "trustStore");
            assertThat(asked(end, server.store(), "wr0ng", keys))
                    .contains("cannot be read")
                    .doesNotContain("wr0ng");
        }
    }

    /** What is wrong when a registry is asked, empty when nothing is. */
    private static String asked(
            RegistryEnd end, @Nullable Path trust, @Nullable String trustPassword, @Nullable Path keys) {
        try {
            new SchemaRegistry(new RegistrySettings(
                            end.url(),
                            SubjectNaming.TOPIC,
                            true,
                            Duration.ofSeconds(1),
                            null,
                            null,
                            null,
                            trust,
                            trustPassword,
                            keys,
                            keys == null ? null : KeyTool.PASSWORD))
                    .id("a", SCHEMA);
            return "";
        } catch (RegistryException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static SSLContext context(Path own, Path trusted) throws Exception {
        char[] password = KeyTool.PASSWORD.toCharArray();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(own.toFile(), password), password);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(trusted.toFile(), password));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
