package dev.sightline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
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
