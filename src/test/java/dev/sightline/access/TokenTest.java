package dev.sightline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    private static final String TEXT = "hunter2-sentinel-with-some-more";
    private static final Visitor HALL = new Visitor("hall", AccessRole.VIEWER, Set.of("door"), Instant.MAX);

    @Test
    void letsInWhoeverHasIt() throws Exception {
        Visitor wall = new Visitor("wall", AccessRole.ADMIN, Set.of(), Instant.MAX);
        AccessSettings settings = new AccessSettings(List.of(Token.of(TEXT, HALL), Token.of(TEXT + "2", wall)), null);
        Admission admission = new Admission(settings, InstantSource.system());
        assertThat(admission.visitor(TEXT)).isEqualTo(HALL);
        assertThat(admission.visitor(TEXT + "2")).isEqualTo(wall);
        assertThat(admission.visitor(TEXT + "3")).isNull();
        assertThat(admission.visitor("")).isNull();
        assertThat(settings.toString()).contains("hall").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "hunter2-hunter2-hunter2",
                "hunter2 hunter2 hunter2 hunter2",
                "hunter2-hunter2-hunter2-ü"
            })
    void refusesWhatCanBeGuessedOrFitsIntoNoHeaderAndDoesNotRepeatIt(String text) {
        assertThatThrownBy(() -> Token.of(text, HALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openssl rand -base64 32")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void belongsToOneVisitor() {
        assertThatThrownBy(() -> new AccessSettings(List.of(Token.of(TEXT, HALL), Token.of(TEXT, HALL)), null))
                .hasMessage("two have the same token; give each its own");
    }

    @Test
    void isComparedByItsHash() {
        assertThat(Token.of(TEXT, HALL)).isEqualTo(Token.of(TEXT, HALL)).hasSameHashCodeAs(Token.of(TEXT, HALL));
        assertThat(Token.of(TEXT, HALL)).isNotEqualTo(Token.of(TEXT + "2", HALL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://login.example.org/keys", "http://127.0.0.1.evil.example/", "file:///etc/keys", "keys", ""
            })
    void believesNoKeysThatOthersCouldExchange(String address) {
        assertThatThrownBy(() -> OidcSettings.checkKeys(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is the https address of the key set, such as https://login.example.org/keys");
    }
}
