package dev.sightline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sightline.access.AccessRole;
import dev.sightline.access.AccessSettings;
import dev.sightline.access.OidcSettings;
import dev.sightline.access.Token;
import dev.sightline.access.Visitor;
import dev.sightline.web.HealthSettings;
import dev.sightline.web.WebSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WebConfigTest {
    private static final String TOKEN = "hunter2-sentinel-with-some-more";
    private static final String OPEN =
            "others can reach 0.0.0.0, so visitors must be asked who they are; set web.access or"
                    + " web.oidc, run with --admin-token FILE, or set web.host to 127.0.0.1";

    @TempDir
    Path folder;

    private SightlineConfig read(String yaml) throws IOException, ConfigException {
        Files.writeString(folder.resolve("hall"), TOKEN + "-hall\n");
        return new ConfigReader(Map.of("TOKEN", TOKEN, "SHORT", "hunter2"))
                .read(Files.writeString(folder.resolve("sightline.yaml"), yaml));
    }

    private static Token token(String text, String name, AccessRole role, String... cameras) {
        return Token.of(text, new Visitor(name, role, Set.of(cameras), Instant.MAX));
    }

    @Test
    void readsWhomWhichTokenLetsIn() throws Exception {
        SightlineConfig config = read("""
                web:
                  host: 0.0.0.0
                  port: 8443
                  origin: https://cameras.example.org
                  access:
                    - {name: hall, role: viewer, cameras: [door, yard], token: '${file:hall}'}
                    - {name: guard, role: operator, cameras: ['*'], token: '${TOKEN}'}
                """);
        assertThat(config.web())
                .isEqualTo(new WebSettings(
                        "0.0.0.0",
                        8443,
                        "https://cameras.example.org",
                        new AccessSettings(
                                List.of(
                                        token(TOKEN + "-hall", "hall", AccessRole.VIEWER, "door", "yard"),
                                        token(TOKEN, "guard", AccessRole.OPERATOR, "*")),
                                null)));
        assertThat(config.toString()).contains("hall").doesNotContain("hunter2");
        assertThat(config.keysToRestartFor(config.with(draft -> draft.web = WebSettings.DEFAULT)))
                .containsExactly("web");
    }

    @Test
    void readsWhoseTokensCountAndWhatTheyCallThings() throws Exception {
        SightlineConfig config = read("""
                web:
                  host: 0.0.0.0
                  oidc:
                    issuer: https://login.example.org
                    audience: sightline
                    keys: https://login.example.org/keys
                    roleClaim: realm_access.roles
                    roles: {viewer: [cctv, guests], admin: [cctv-admins]}
                """);
        assertThat(config.web().access().oidc())
                .isEqualTo(new OidcSettings(
                        "https://login.example.org",
                        "sightline",
                        "https://login.example.org/keys",
                        "sub",
                        "realm_access.roles",
                        "sightline_cameras",
                        Map.of(
                                "cctv",
                                AccessRole.VIEWER,
                                "guests",
                                AccessRole.VIEWER,
                                "cctv-admins",
                                AccessRole.ADMIN)));
    }

    @Test
    void asksForTheSameTokensWhereTheProcessTellsHowItIs() throws Exception {
        SightlineConfig config = read("""
                web: {access: [{name: guard, role: admin, token: '${TOKEN}'}]}
                health: {host: 0.0.0.0, port: 8081}
                """);
        assertThat(config.health())
                .isEqualTo(new HealthSettings("0.0.0.0", 8081, config.web().access()));
        Path file = Files.writeString(folder.resolve("admin"), TOKEN + "\n");
        SightlineConfig open = read("health: {host: 0.0.0.0}");
        assertThat(open.withAdminToken(file)
                        .withHealthPort(8081)
                        .health()
                        .access()
                        .asks())
                .isTrue();
        assertThatThrownBy(() -> open.withHealthPort(8081)).hasMessageContaining("others can reach health.host");
    }

    static Stream<Arguments> wrong() {
        String hall = "web: {access: [{name: hall, role: viewer, cameras: [door], token: %s}]}";
        return Stream.of(
                arguments("web: {host: 0.0.0.0}", "web.host: " + OPEN),
                arguments(
                        "health: {host: 0.0.0.0, port: 8081}",
                        "health.port: others can reach health.host 0.0.0.0, so they must be asked who they are; set"
                                + " web.access or web.oidc, or health.host to 127.0.0.1"),
                arguments(
                        hall.formatted(TOKEN),
                        "web.access[0].token: must come from elsewhere, as ${NAME} from the environment or ${file:PATH} from"
                                + " a file"),
                arguments(
                        hall.formatted("'hunter2-${TOKEN}'"),
                        "web.access[0].token: must come from elsewhere, as ${NAME} from the environment or ${file:PATH} from"
                                + " a file"),
                arguments(
                        hall.formatted("'${SHORT}'"),
                        "web.access[0].token: what its ${…} stands for does not fit (and is not shown, as it may be secret);"
                                + " correct it"),
                arguments(
                        hall.formatted("'${NOBODY}'"),
                        "web.access[0].token: the environment variable NOBODY is not set; set it"),
                arguments(
                        "web: {access: [{name: hall, role: viewer, token: '${TOKEN}'}]}",
                        "web.access[0].cameras: is missing; add the ids of those that are seen, or ['*'] for all"),
                arguments(
                        "web: {access: [{name: hall, role: root, cameras: [door], token: '${TOKEN}'}]}",
                        "web.access[0].role: must be one of viewer, operator, admin, not 'root'"),
                arguments(
                        "web: {access: [{name: hall, role: admin, cameras: [door], token: '${TOKEN}'}]}",
                        "web.access[0].cameras: an admin sees every camera; remove this key or choose another role"),
                arguments(
                        hall.formatted("'${TOKEN}'") + "\ncameras: [{id: dor, url: 'rtsp://h'}]",
                        "web.access[0].cameras[0]: there is no such camera; did you mean 'dor'?"),
                arguments(
                        "web: {access: [{name: a, role: admin, token: '${TOKEN}'}, {name: b, role: admin, token: '${TOKEN}'}]}",
                        "web.access[1].token: is the token of another one; give each its own"),
                arguments(
                        "web: {oidc: {issuer: i, audience: a, keys: 'http://login.example.org/keys'}}",
                        "web.oidc.keys: is the https address of the key set, such as https://login.example.org/keys"),
                arguments(
                        "web: {oidc: {issuer: i, keys: 'https://login.example.org/keys'}}",
                        "web.oidc.audience: is missing; add what the tokens have as aud, such as sightline"),
                arguments(
                        "web: {origin: 'https://cameras.example.org/live'}",
                        "web.origin: an origin is http or https and a host, such as https://cameras.example.org"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void saysWhatIsWrongAndNoSecret(String yaml, String problem) {
        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> read(yaml));
        assertThat(failure).as(yaml).isNotNull();
        assertThat(failure.problems()).anySatisfy(line -> assertThat(line).endsWith(problem));
        assertThat(failure).hasMessageNotContaining("hunter2");
    }

    @Test
    void opensThePageToOthersFromTheCommandLineOnlyWithAToken() throws Exception {
        Path file = Files.writeString(folder.resolve("admin"), TOKEN + "\n");
        assertThat(SightlineConfig.DEFAULT
                        .withAdminToken(file)
                        .withHost("0.0.0.0")
                        .web())
                .isEqualTo(new WebSettings(
                        "0.0.0.0",
                        8080,
                        null,
                        new AccessSettings(List.of(token(TOKEN, "admin", AccessRole.ADMIN)), null)));
        assertThatThrownBy(() -> SightlineConfig.DEFAULT.withHost("0.0.0.0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(OPEN);
        assertThatThrownBy(() -> SightlineConfig.DEFAULT.withAdminToken(folder.resolve("none")))
                .hasMessageContaining("there is no file");
    }
}
