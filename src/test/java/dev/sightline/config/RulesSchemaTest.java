package dev.sightline.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema for editors and the reader know the same keys, and what the README shows is right by both. */
class RulesSchemaTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String SECRET = "0123456789abcdefghijklmno";
    private static final Pattern SECRET_FILE = Pattern.compile("(?<=\\$\\{file:)/run/secrets/(\\w[\\w-]*)(?=})");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    @TempDir
    Path folder;

    private final JsonNode text = schemaText();
    private final JsonSchema schema =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
    private final ConfigReader reader = new ConfigReader(
            Map.of("DOOR_PASSWORD", "x", "HALL_TOKEN", SECRET, "ON_CALL_TOKEN", "x", "HOSTNAME", "sightline-0"));

    private static JsonNode schemaText() {
        try {
            return new ObjectMapper().readTree(Files.readString(Path.of("schemas/rules.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void knowsTheKeysOfTheReaderAndNoOthers() throws Exception {
        Map<String, Set<String>> read = new TreeMap<>();
        reader.read(
                write(DefaultYamlTest.examples()),
                section -> read.computeIfAbsent(section.path().replaceAll("\\[[^]]*]", "[]"), path -> new TreeSet<>())
                        .addAll(section.known()));
        assertThat(read).hasSizeGreaterThan(30).containsKey("rules[].any[].all[].not.near");
        read.forEach(
                (path, keys) -> assertThat(keysAt(path)).as("keys of %s", path).isEqualTo(keys));
        Set<String> visited = new TreeSet<>();
        read.keySet()
                .forEach(path ->
                        visited.addAll(Stream.of(path.split("[.\\[\\]]+", -1)).toList()));
        keysAt("rules[].all[]")
                .forEach(kind -> assertThat(visited).as("examples").contains(kind));
    }

    private Set<String> keysAt(String path) {
        List<JsonNode> nodes = alternatives(text);
        for (String step :
                path.isEmpty() ? new String[0] : path.replace("[]", ".[]").split("\\.", -1)) {
            nodes = nodes.stream()
                    .map(node -> step.equals("[]")
                            ? node.path("items")
                            : node.path("properties").path(step))
                    .filter(node -> !node.isMissingNode())
                    .flatMap(node -> alternatives(node).stream())
                    .toList();
        }
        Set<String> keys = new TreeSet<>();
        nodes.forEach(node -> node.path("properties").fieldNames().forEachRemaining(keys::add));
        return keys;
    }

    /** A node, and those that it refers to or chooses from. */
    private List<JsonNode> alternatives(JsonNode node) {
        var all = new ArrayList<>(List.of(node));
        if (node.has("$ref")) {
            all.addAll(alternatives(text.at(node.get("$ref").asText().substring(1))));
        }
        for (String choice : List.of("anyOf", "allOf")) {
            node.path(choice).forEach(part -> all.addAll(alternatives(part)));
        }
        return all;
    }

    @Test
    void allowsTheDefaultsAndAllExamples() throws Exception {
        assertThat(complaints(Files.readString(Path.of("src/main/resources/default.yaml"))))
                .isEmpty();
        assertThat(complaints(DefaultYamlTest.examples())).isEmpty();
    }

    static Stream<String> examplesOfTheReadme() throws IOException {
        var blocks = new ArrayList<String>();
        String cameras = "";
        for (Matcher block = BLOCK.matcher(Files.readString(Path.of("README.md"))); block.find(); ) {
            String yaml = block.group(1);
            boolean whole = yaml.contains("cameras:\n");
            cameras = whole ? yaml.replaceFirst("(?ms)^rules:.*", "") : cameras;
            blocks.add(whole ? yaml : cameras + yaml);
        }
        assertThat(blocks).hasSizeGreaterThan(2);
        return blocks.stream();
    }

    /**
     * Examples without cameras are read with those of the example before them; those that name secrets of another machine are
     * looked at only.
     */
    @ParameterizedTest
    @MethodSource("examplesOfTheReadme")
    void allowsAndReadsTheExamplesOfTheReadme(String yaml) throws Exception {
        assertThat(complaints(yaml)).isEmpty();
        if (!yaml.contains("${ON_CALL_URL}") && !yaml.contains("${GUARD_TOKEN}")) {
            reader.read(write(withSecrets(yaml)));
        }
    }

    /** The same with files that are there. */
    private String withSecrets(String yaml) throws IOException {
        for (Matcher file = SECRET_FILE.matcher(yaml); file.find(); ) {
            Files.writeString(folder.resolve(file.group(1)), SECRET);
        }
        return SECRET_FILE
                .matcher(yaml)
                .replaceAll(file -> folder.resolve(file.group(1)).toString());
    }

    @Test
    void hasAnExampleOfEachConditionInTheReadme() throws IOException {
        String blocks = examplesOfTheReadme().collect(Collectors.joining());
        assertThat(keysAt("rules[].all[]"))
                .hasSize(19)
                .allSatisfy(kind -> assertThat(blocks).containsPattern("[ {]" + kind + ": "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{id: r, camera: a}",
                "{id: r, presence: }",
                "{id: r, camera: a, cameras: all, presence: }",
                "{id: r, camera: a, presence: , entry: }",
                "{id: r, camera: a, presense: }",
                "{id: r, camera: a, presence: {zome: z}}",
                "{id: r, camera: a, presence: , for: 2 seconds}",
                "{id: r, camera: a, dwell: {}}",
                "{id: r, camera: a, count: {zone: z}}",
                "{id: r, camera: a, presence: , severity: high}",
                "{id: r, camera: a, all: [{presence: , entry: }]}",
                "{id: r, camera: a, presence: , schedule: {windows: [], sun: day}}"
            })
    void refusesWhatTheReaderRefuses(String rule) throws Exception {
        assertThat(complaints("rules: [" + rule + "]")).isNotEmpty();
    }

    private Set<ValidationMessage> complaints(String yaml) throws IOException {
        return schema.validate(YAML.readTree(yaml));
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("sightline.yaml"), yaml);
    }
}
