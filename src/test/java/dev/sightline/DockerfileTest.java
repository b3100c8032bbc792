package dev.sightline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be true of every image. */
class DockerfileTest {
    private static final List<String> LABELS = List.of("title", "description", "licenses", "version", "revision");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "Dockerfile.gpu"})
    void isBuiltInStagesAndRunsAsNobodyWithAHealthCheckAndAListOfItsLibraries(String name) throws Exception {
        String file = Files.readString(Path.of("deploy", name)).replaceAll("\\\\\\R *", "");
        List<String> last =
                Arrays.asList(file.substring(file.lastIndexOf("\nFROM ")).split("\\R", -1));
        assertThat(file.split("(?m)^FROM ", -1)).as("stages").hasSizeGreaterThan(2);
        assertThat(last)
                .contains("USER 10001:10001")
                .noneMatch(line -> line.startsWith("ENTRYPOINT") && !line.contains("["));
        assertThat(last).anyMatch(line -> line.startsWith("ENTRYPOINT [\"java\""));
        assertThat(last)
                .as("a program in health.sh")
                .anyMatch(line -> line.matches("HEALTHCHECK .* CMD \\[.*health.sh.*"));
        assertThat(last)
                .as("SBOM")
                .anyMatch(line -> line.startsWith("COPY --from=package") && line.contains("bom.json"));
        String labels = last.stream()
                .filter(line -> line.startsWith("LABEL "))
                .findFirst()
                .orElseThrow();
        assertThat(LABELS)
                .allSatisfy(label -> assertThat(labels).contains("org.opencontainers.image." + label + "=\""));
        assertThat(file).contains("sbom package");
    }
}
