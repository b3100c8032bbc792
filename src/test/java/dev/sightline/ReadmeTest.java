package dev.sightline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The README's tables are true. */
class ReadmeTest {
    private static final Path DEFAULTS = Path.of("src/main/resources/default.yaml");

    @Test
    void namesEveryPackageAndWhatItUses() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String[] row : rows("Packages")) {
            rows.put(row[0], row[2].equals("–") ? "" : row[2]);
        }
        assertThat(rows).isEqualTo(ArchitectureTest.MAY_USE);
    }

    @Test
    void namesEverySettingAndItsDefault() throws IOException {
        Map<String, String> said = new LinkedHashMap<>();
        for (String[] row : rows("Configuration")) {
            if (!row[0].contains("[]")) {
                said.put(row[0], row[1]);
            }
        }
        Map<String, String> real = new LinkedHashMap<>();
        Map<String, Object> defaults = new Yaml().load(Files.readString(DEFAULTS));
        defaults.keySet().removeAll(List.of("cameras", "schedules", "rules", "sinks"));
        collect("", defaults, real);
        assertThat(said).isEqualTo(real);
    }

    private static void collect(String path, Map<?, ?> section, Map<String, String> into) {
        section.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                collect(path + key + ".", inner, into);
            } else {
                into.put(path + key, text(value));
            }
        });
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    /** The rows of the table under a heading, without its two header lines, cells without back-ticks. */
    private static List<String[]> rows(String heading) throws IOException {
        Matcher section = Pattern.compile("(?ms)^## " + heading + "$(.*?)(^## |\\z)")
                .matcher(Files.readString(Path.of("README.md")));
        assertThat(section.find()).as("section %s", heading).isTrue();
        return section.group(1)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(2, line.length() - 2).replace("`", ""))
                .map(line -> line.split(" *\\| *", 3))
                .collect(Collectors.toList());
    }
}
