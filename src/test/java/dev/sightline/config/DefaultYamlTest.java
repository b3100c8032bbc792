package dev.sightline.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.sightline.alert.Rule;
import dev.sightline.camera.CameraSettings;
import dev.sightline.frame.SourceAddress;
import dev.sightline.sink.AlertFilter;
import dev.sightline.sink.EmailTarget;
import dev.sightline.sink.FileTarget;
import dev.sightline.sink.LogTarget;
import dev.sightline.sink.MqttTarget;
import dev.sightline.sink.RetrySettings;
import dev.sightline.sink.SinkSettings;
import dev.sightline.sink.WebhookTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code default.yaml} is the reference of all keys and defaults, so it has to be right. */
class DefaultYamlTest {
    private static final Path DEFAULT_YAML = Path.of("src/main/resources/default.yaml");

    /** Lines of an example begin with # and at least two blanks, those of prose with # and one. */
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^#(?=  )");

    /** Characters that mean something in YAML or here. */
    private static final String SPECIAL = "\n\t :-[]{}&*!|>'\"%@`#,0x$~?";

    @TempDir
    Path folder;

    private final ConfigReader reader =
            new ConfigReader(Map.of("HALL_TOKEN", "0123456789abcdefghijklmno", "ON_CALL_TOKEN", "abc"));

    @Test
    void saysTheDefaults() throws Exception {
        assertThat(reader.read(DEFAULT_YAML)).isEqualTo(SightlineConfig.DEFAULT);
    }

    @Test
    void hasExamplesThatSayTheDefaultsOfCamerasAndRules() throws Exception {
        SightlineConfig config = reader.read(write(examples()));
        CameraSettings usual = CameraSettings.of("door", SourceAddress.parse("rtsp://192.168.1.20/stream1"));
        assertThat(config.cameras())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(usual);
        assertThat(config.zonesOf("door")).hasSize(1);
        assertThat(config.linesOf("door")).hasSize(1);
        Rule rule = config.rules().get(0);
        assertThat(rule).isEqualTo(bare(rule.id()));
    }

    /** The rule of the example with nothing but what it must have. */
    private Rule bare(String id) throws Exception {
        String rules = "rules: [{id: %s, camera: door, presence: {zone: entrance}}]".formatted(id);
        String others = examples().replaceFirst("(?s)\nrules:.*", "\n");
        return reader.read(write(others + rules)).rules().get(0);
    }

    @Test
    void hasExamplesThatSayTheDefaultsOfSinks() throws Exception {
        List<SinkSettings> sinks = reader.read(write(examples())).sinks();
        assertThat(sinks)
                .extracting(SinkSettings::retry, SinkSettings::filter)
                .containsOnly(tuple(RetrySettings.DEFAULT, AlertFilter.ALL));
        assertThat(sinks)
                .extracting(SinkSettings::target)
                .containsExactly(
                        new LogTarget(),
                        FileTarget.of("alerts.jsonl"),
                        WebhookTarget.of("https://example.org/alerts")
                                .withContent(
                                        Map.of("Authorization", "Bearer abc"),
                                        "{\"text\": \"{{camera}}: {{message}}\"}"),
                        MqttTarget.of("tcp://192.168.1.5:1883"),
                        EmailTarget.of("mail.example.org", "sightline@example.org", List.of("me@example.org")));
    }

    @Test
    void hasEveryKey() throws IOException {
        String everything = examples();
        List<String> strangers = problems(everything
                .replaceAll(
                        "(?m)^( *)(data|prefix|port|maxBatch|card|minHits|latitude|zone|after|alerts|steps|issuer|viewer):",
                        "$1zzzzzzzz: 0\n$1$2:")
                .replaceAll("(?m)^( *)- (id|name):", "$1- zzzzzzzz: 0\n$1  $2:")
                .replaceAll("(: |\\[)\\{(?=\\w)", "$1{zzzzzzzz: 0, "));
        List<String> keys = strangers.stream()
                .filter(line -> line.contains("known here: "))
                .flatMap(line ->
                        Arrays.stream(line.replaceFirst(".*known here: ", "").split(", ")))
                .toList();
        assertThat(keys)
                .hasSizeGreaterThan(100)
                .contains("filmsFolder", "client", "allClasses", "points", "cooldown", "sun", "clearance");
        assertThat(keys).allSatisfy(key -> assertThat(everything).containsPattern("(?m)(^ *(- )?|[{ ])" + key + ":"));
    }

    @Test
    void isReadOrRefusedInOrderHoweverItIsDamaged() throws IOException {
        String everything = examples().replaceAll("(?m)^ *#.*\\R", "");
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            StringBuilder damaged = new StringBuilder(everything);
            for (int j = random.nextInt(3); j >= 0; j--) {
                int at = random.nextInt(damaged.length());
                int wide = random.nextInt(Math.min(12, damaged.length() - at));
                char other = SPECIAL.charAt(random.nextInt(SPECIAL.length()));
                damaged.replace(at, at + wide, random.nextBoolean() ? "" : String.valueOf(other));
            }
            Path file = write(damaged.toString());
            Throwable failure = catchThrowable(() -> reader.read(file));
            assertThat(failure == null || failure instanceof ConfigException)
                    .as("%s of:%n%s", failure, damaged)
                    .isTrue();
        }
    }

    /** Everything of the file, with what is commented out. */
    static String examples() throws IOException {
        String text = EXAMPLE.matcher(Files.readString(DEFAULT_YAML)).replaceAll("");
        return text.lines().filter(line -> !line.contains("/run/secrets/kafka")).collect(joining("\n"));
    }

    private List<String> problems(String yaml) throws IOException {
        Path file = write(yaml);
        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> reader.read(file));
        return failure.problems();
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("sightline.yaml"), yaml);
    }
}
