package dev.sightline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a schema registry does for us, whoever made it. */
abstract class RegistryContract {
    private static final String FIRST = """
            {"type":"record","name":"Door","namespace":"test","fields":[{"name":"open","type":"boolean"}]}""";
    private static final String SECOND = FIRST.replace("]}", ",{\"name\":\"since\",\"type\":\"long\",\"default\":0}]}");
    private static final String BROKEN = FIRST.replace("boolean", "string");

    private final String subject = "test-" + UUID.randomUUID();

    abstract String url();

    private SchemaRegistry registry() {
        return new SchemaRegistry(RegistrySettings.NONE.withUrl(url()));
    }

    @Test
    void givesASchemaOneIdAndTellsItAgain() {
        int id = registry().id(subject, FIRST);
        assertThat(registry().id(subject, FIRST)).isEqualTo(id);
        assertThat(registry().schema(id)).contains(FIRST);
        assertThat(registry().versions(subject)).containsOnlyKeys(id).containsValue(FIRST);
    }

    @Test
    void takesANewVersionThatIsCompatibleAndRefusesAnother() {
        int first = registry().id(subject, FIRST);
        int second = registry().id(subject, SECOND);
        assertThat(registry().versions(subject)).containsOnlyKeys(first, second);
        assertThatThrownBy(() -> registry().id(subject, BROKEN))
                .isInstanceOf(RegistryException.class)
                .hasMessageContainingAll("has schemas for " + subject, "not compatible", "kafka.prefix")
                .hasMessageMatching("[^\n]*");
        assertThat(registry().versions(subject)).hasSize(2);
    }

    @Test
    void givesProcessesThatStartTogetherTheSameId() throws Exception {
        int processes = 8;
        ExecutorService pool = Executors.newFixedThreadPool(processes);
        try {
            for (int round = 0; round < 5; round++) {
                String common = subject + "-" + round;
                Callable<Integer> id = () -> registry().id(common, FIRST);
                Set<Integer> ids = new HashSet<>();
                for (Future<Integer> each : pool.invokeAll(Collections.nCopies(processes, id))) {
                    ids.add(each.get());
                }
                assertThat(ids).hasSize(1);
                assertThat(registry().versions(common)).containsOnlyKeys(ids);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void saysThatAnIdStandsForNothing() {
        assertThat(registry().schema(1_999_999_999)).isEmpty();
    }

    @Test
    void registersNothingWhenToldNotTo() {
        var found = new RegistrySettings(
                url(),
                SubjectNaming.TOPIC,
                false,
                RegistrySettings.NONE.timeout(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        assertThatThrownBy(() -> new SchemaRegistry(found).id(subject, FIRST))
                .isInstanceOf(RegistryException.class)
                .hasMessageContainingAll("does not have the schema of subject " + subject, "register");
        int id = registry().id(subject, FIRST);
        assertThat(new SchemaRegistry(found).id(subject, FIRST)).isEqualTo(id);
    }
}
