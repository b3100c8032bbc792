package dev.sightline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever has the schemas of any release reads the topics of any other one (FULL_TRANSITIVE). A release adds its schemas as a
 * folder of {@code src/test/resources/schemas/released}, and none is ever changed there.
 */
class SchemaCompatibilityTest {
    private static final Path PRESENT = Path.of("schemas");
    private static final Path RELEASED = Path.of("src/test/resources/schemas/released");

    /** Earlier versions from before the first release, whose records are still read: {@code NAME-N.avsc}. */
    private static final Path EARLIER = Path.of("src/main/resources/schemas");

    static List<Path> schemas() throws IOException {
        return files(PRESENT).filter(file -> file.toString().endsWith(".avsc")).toList();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void readsAndIsReadByEveryReleasedVersion(Path file) throws IOException {
        List<Path> released = releasedVersions(file);
        assertThat(released).as("released versions of %s", file).isNotEmpty();
        for (Path version : released) {
            assertThat(differences(file, version))
                    .as("%s and %s", file, version)
                    .isEmpty();
        }
    }

    @Test
    void keepsEverySchemaThatWasReleased() throws IOException {
        List<String> present =
                schemas().stream().map(SchemaCompatibilityTest::name).toList();
        try (Stream<Path> all = Files.walk(RELEASED)) {
            assertThat(all.filter(Files::isRegularFile).map(SchemaCompatibilityTest::name))
                    .isNotEmpty()
                    .isSubsetOf(present);
        }
    }

    @Test
    void wouldNoticeAFieldThatIsNotOptional() {
        Schema before = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}");
        Schema after = new Schema.Parser().parse(before.toString().replace("\"a\"", "\"b\""));
        assertThat(differences(before, after)).hasSize(2);
    }

    private static List<Path> releasedVersions(Path file) throws IOException {
        Stream<Path> released =
                files(RELEASED).map(release -> release.resolve(name(file))).filter(Files::exists);
        String earlier = name(file).replace(".avsc", "-\\d+\\.avsc");
        return Stream.concat(
                        released, files(EARLIER).filter(version -> name(version).matches(earlier)))
                .toList();
    }

    private static List<Incompatibility> differences(Path one, Path other) {
        return differences(parse(one), parse(other));
    }

    private static List<Incompatibility> differences(Schema one, Schema other) {
        return Stream.concat(differencesForReader(one, other), differencesForReader(other, one))
                .toList();
    }

    private static Stream<Incompatibility> differencesForReader(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream();
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }
}
