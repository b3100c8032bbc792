package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.access.AccessRole;
import dev.sightline.access.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final Visitor ALICE = new Visitor("alice", AccessRole.VIEWER, Set.of("gate"), Instant.MAX);

    private volatile Instant now = Samples.START;
    private final Sessions sessions = new Sessions(() -> now);

    @Test
    void knowsWhoHasWhichSecretUntilTheSessionEnds() {
        String secret = sessions.open(ALICE);
        assertThat(secret).hasSizeGreaterThan(42);
        assertThat(sessions.visitor(secret)).isEqualTo(ALICE.noLongerThan(now.plus(Sessions.LIFE)));
        assertThat(sessions.visitor(secret + "x")).isNull();
        assertThat(sessions.visitor("")).isNull();
        now = now.plus(Sessions.LIFE).minusMillis(1);
        assertThat(sessions.visitor(secret)).isNotNull();
        now = now.plusMillis(1);
        assertThat(sessions.visitor(secret)).isNull();
    }

    @Test
    void endsNoLaterThanTheTokenAndAtLogout() {
        String brief = sessions.open(ALICE.noLongerThan(now.plus(Duration.ofMinutes(5))));
        String other = sessions.open(ALICE);
        now = now.plus(Duration.ofMinutes(5));
        assertThat(sessions.visitor(brief)).isNull();
        sessions.close(other);
        assertThat(sessions.visitor(other)).isNull();
    }

    @Test
    void neverGivesASecretTwiceAndKeepsNoMoreThanItMay() {
        String first = sessions.open(ALICE);
        var secrets = new HashSet<String>();
        for (int i = 0; i < Sessions.MAX_SESSIONS; i++) {
            secrets.add(sessions.open(ALICE));
        }
        assertThat(secrets).hasSize(Sessions.MAX_SESSIONS).allMatch(secret -> sessions.visitor(secret) != null);
        assertThat(sessions.visitor(first)).isNull();
    }
}
