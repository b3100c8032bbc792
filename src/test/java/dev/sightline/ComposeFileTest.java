package dev.sightline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.config.ConfigReader;
import dev.sightline.config.SightlineConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What must be true of every service in {@code docker-compose.yml}. */
class ComposeFileTest {
    private static final Path FILE = Path.of("docker-compose.yml");

    @TestFactory
    Stream<DynamicTest> opensPortsOnThisMachineOnlyAndIsCheckedForItsHealth() throws Exception {
        Map<String, Map<String, Map<String, Object>>> file = yaml().load(Files.readString(FILE));
        Map<String, Map<String, Object>> services = file.getOrDefault("services", Map.of());
        assertThat(services)
                .containsKeys(
                        "kafka",
                        "cameras",
                        "ingest",
                        "detect",
                        "analyze",
                        "web",
                        "prometheus",
                        "grafana",
                        "topics",
                        "registry");
        assertThat(services.entrySet())
                .filteredOn(service -> service.getValue().containsKey("profiles"))
                .as("what does not start by itself")
                .extracting(Map.Entry::getKey)
                .containsExactly("detect-gpu");
        return services.entrySet().stream()
                .map(service -> DynamicTest.dynamicTest(service.getKey(), () -> check(service.getValue())));
    }

    private static void check(Map<String, Object> service) {
        assertThat((List<?>) service.getOrDefault("ports", List.of()))
                .allSatisfy(port -> assertThat(port).asString().startsWith("127.0.0.1:"));
        boolean ours = String.valueOf(service.get("image")).contains("SIGHTLINE");
        assertThat(service).containsKey(ours ? "read_only" : "healthcheck");
    }

    @Test
    void givesPrometheusTheTokenThatItsScrapesSend() throws Exception {
        Map<String, List<Map<String, Map<String, String>>>> prometheus =
                yaml().load(Files.readString(Path.of("deploy/prometheus/prometheus.yml")));
        assertThat(prometheus.get("scrape_configs"))
                .allSatisfy(scrape -> assertThat(scrape.get("authorization"))
                        .containsEntry("credentials_file", "/run/secrets/sightline-token"));
        Map<String, Map<String, Map<String, Object>>> compose = yaml().load(Files.readString(FILE));
        assertThat(compose.getOrDefault("services", Map.of()).getOrDefault("prometheus", Map.of()))
                .containsEntry("secrets", List.of("sightline-token"));
        assertThat(compose.getOrDefault("secrets", Map.of()))
                .isEqualTo(Map.of("sightline-token", Map.of("environment", "SIGHTLINE_TOKEN")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://registry:8080/apis/ccompat/v7"})
    void tellsTheProgramWhatItReads(String registry) throws Exception {
        var environment = Map.of("SIGHTLINE_TOKEN", "a-token-that-is-long-enough", "SCHEMA_REGISTRY", registry);
        SightlineConfig config = new ConfigReader(environment).read(Path.of("deploy/sightline.yaml"));
        assertThat(config.stream().schemaRegistry().url()).isEqualTo(registry.isEmpty() ? null : registry);
        assertThat(config.servers()).isEqualTo("kafka:9092");
        assertThat(Files.readString(FILE)).contains("SCHEMA_REGISTRY: ${SCHEMA_REGISTRY:-}");
    }

    private static Yaml yaml() {
        return new Yaml(new SafeConstructor(new LoaderOptions()));
    }

    @Test
    void holdsNoPassword() throws Exception {
        assertThat(Files.readString(FILE)).doesNotContainPattern("(PASSWORD|SECRET|TOKEN)[A-Z_]*: *[^ $]");
    }
}
