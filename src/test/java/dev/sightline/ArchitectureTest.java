package dev.sightline;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The package list is the data flow; this is where its arrows are written down. */
class ArchitectureTest {
    private static final String ROOT = "dev.sightline";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Package → the packages of ours that it may use. */
    static final Map<String, String> MAY_USE = Map.ofEntries(
            entry("geometry", ""),
            entry("metrics", ""),
            entry("trace", "metrics"),
            entry("json", ""),
            entry("frame", "geometry"),
            entry("picture", "geometry frame detect alert"),
            entry("video", "geometry frame"),
            entry("simulate", "frame video"),
            entry("camera", "geometry frame metrics"),
            entry("detect", "geometry frame metrics"),
            entry("ssd", "geometry detect"),
            entry("onnx", "ssd"),
            entry("tensorrt", ""),
            entry("model", "geometry metrics json frame picture detect ssd onnx weights tensorrt"),
            entry("track", "geometry frame detect"),
            entry("schedule", ""),
            entry("condition", "geometry frame track"),
            entry("alert", "geometry frame track schedule condition"),
            entry("dataset", "geometry json frame detect track"),
            entry("weights", "json ssd"),
            entry("evaluate", "geometry json frame detect track dataset"),
            entry("avro", ""),
            entry("registry", "json"),
            entry("wire", "avro registry geometry frame camera detect track condition alert"),
            entry("sink", "geometry json frame track alert"),
            entry("stream", "geometry frame camera detect track condition alert sink registry wire metrics trace"),
            entry("replay", "geometry frame track condition alert wire stream"),
            entry("broker", ""),
            entry("bench", "geometry frame picture video detect ssd weights model wire stream broker metrics trace"),
            entry("access", ""),
            entry("web", "geometry frame camera detect track alert metrics access"),
            entry(
                    "config",
                    "geometry frame camera detect model track schedule condition alert sink registry stream broker access web trace"),
            entry(
                    "app",
                    "geometry frame picture video simulate camera detect model track schedule condition alert sink wire stream broker web config metrics trace"),
            entry(
                    "cli",
                    "geometry frame picture video simulate camera detect model track alert sink dataset evaluate weights wire stream bench replay config app"));

    /** Foreign library → the only packages that may import it. */
    static final Map<String, String> CONFINED = Map.ofEntries(
            entry("org.bytedeco.opencv", "picture weights"),
            entry("org.bytedeco.javacv", "video"),
            entry("org.bytedeco.ffmpeg", "video"),
            entry("org.bytedeco.tensorrt", "tensorrt"),
            entry("org.bytedeco.cuda", "tensorrt"),
            entry("ai.djl", "model tensorrt"),
            entry("ai.onnx", "onnx"),
            entry("com.google.protobuf", "onnx"),
            entry("org.knowm.xchart", "evaluate"),
            entry("org.shredzone", "schedule"),
            entry("org.apache.avro", "wire avro"),
            entry("org.apache.kafka.streams", "stream"),
            entry("org.apache.kafka.clients", "stream broker"),
            entry("kafka", "broker"),
            entry("org.apache.kafka.metadata", "broker"),
            entry("io.javalin", "web"),
            entry("org.eclipse.jetty", "web"),
            entry("com.nimbusds", "access"),
            entry("io.micrometer", "metrics"),
            entry("io.opentelemetry", "trace"),
            entry("com.fasterxml.jackson", "json"),
            entry("org.yaml.snakeyaml", "config"),
            entry("com.samskivert.mustache", "sink"),
            entry("org.apache.hc", "sink"),
            entry("com.hivemq", "sink"),
            entry("jakarta.mail", "sink"),
            entry("jakarta.activation", "sink"),
            entry("picocli", "cli"));

    static Stream<String> packages() {
        return CLASSES.stream()
                .map(ArchitectureTest::packageOf)
                .filter(p -> !p.isEmpty())
                .distinct()
                .sorted();
    }

    private static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) || !name.startsWith(ROOT + ".") ? "" : name.substring(ROOT.length() + 1);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void usesOnlyWhatItsRowNames(String name) {
        assertThat(MAY_USE).as("every package has a row").containsKey(name);
        var allowed = Stream.concat(
                        Stream.of(name),
                        Arrays.stream(MAY_USE.getOrDefault(name, "").split(" ", -1)))
                .collect(toCollection(TreeSet::new));
        var used = CLASSES.stream()
                .filter(type -> packageOf(type).equals(name))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> packageOf(dependency.getTargetClass().getBaseComponentType()))
                .filter(target -> !target.isEmpty())
                .collect(toCollection(TreeSet::new));
        used.removeAll(allowed);
        assertThat(used).as("what %s uses beyond its row", name).isEmpty();
    }

    static Stream<String> libraries() {
        return CONFINED.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void isImportedByItsOwnPackageOnly(String library) {
        var home = Arrays.asList(CONFINED.getOrDefault(library, "").split(" ", -1));
        noClasses()
                .that(describe("are outside " + home, (JavaClass type) -> !home.contains(packageOf(type))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void hasNoCycles() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .that(describe(
                        "are package descriptions of ours",
                        (JavaClass type) -> type.getSimpleName().equals("package-info")
                                && !packageOf(type).equals("avro")))
                .should()
                .beAnnotatedWith(NullMarked.class)
                .check(CLASSES);
    }

    @Test
    void onlyTheTopReadsTheClock() {
        noClasses()
                .that(describe(
                        "are below app",
                        (JavaClass type) -> !packageOf(type).equals("app")
                                && !packageOf(type).equals("cli")
                                && !packageOf(type).equals("avro")))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callConstructor(java.util.Random.class)
                .because("clocks and seeds are passed in")
                .check(CLASSES);
    }

    @Test
    void nothingIsAHelper() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .check(CLASSES);
    }

    @Test
    void nothingStaticChanges() {
        fields().that()
                .areStatic()
                .and(describe(
                        "are not generated",
                        field -> !packageOf(field.getOwner()).equals("avro")))
                .should()
                .beFinal()
                .check(CLASSES);
    }
}
