package dev.sightline.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReconnectPolicyTest {
    private static final Duration NEVER = Duration.ZERO;

    @Test
    void doublesFromOneSecondToThirtyAndShortensByUpToAHalf() {
        long[] seconds = {1, 2, 4, 8, 16, 30, 30, 30};
        for (int seed = 0; seed < 200; seed++) {
            var policy = new ReconnectPolicy(new SplittableRandom(seed));
            for (long second : seconds) {
                Duration full = Duration.ofSeconds(second);
                assertThat(policy.next(false, NEVER, 0)).isBetween(full.dividedBy(2), full);
            }
        }
    }

    @Test
    void staysAtTheLongestForEver() {
        var policy = new ReconnectPolicy(new SplittableRandom(1));
        for (int i = 0; i < 10_000; i++) {
            policy.next(false, NEVER, 0);
        }
        assertThat(policy.next(false, NEVER, 0)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    @Test
    void startsAnewAfterAStableConnectionOnly() {
        var policy = new ReconnectPolicy(new SplittableRandom(1));
        for (int i = 0; i < 5; i++) {
            policy.next(false, NEVER, 0);
        }
        assertThat(policy.next(false, ReconnectPolicy.STABLE.minusMillis(1), 0)).isGreaterThan(Duration.ofSeconds(14));
        assertThat(policy.next(false, ReconnectPolicy.STABLE, 0)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void asksRarelyAfterARefusedPassword() {
        var policy = new ReconnectPolicy(new SplittableRandom(1));
        for (int i = 0; i < 100; i++) {
            assertThat(policy.next(true, NEVER, 0)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(75));
        }
        assertThat(policy.next(false, NEVER, 0))
                .as("a refusal is not a failure")
                .isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void waitsLongerTheMoreReadersHang() {
        var policy = new ReconnectPolicy(new SplittableRandom(1));
        for (int i = 0; i < 9; i++) {
            policy.next(false, NEVER, i);
        }
        assertThat(policy.next(false, NEVER, 9)).isBetween(Duration.ofSeconds(150), Duration.ofSeconds(300));
    }

    @Test
    void spreadsCamerasThatWereLostTogether() {
        var waits = Stream.iterate(0, seed -> seed + 1)
                .limit(500)
                .map(seed -> new ReconnectPolicy(new SplittableRandom(seed)).next(false, NEVER, 0))
                .toList();
        assertThat(waits).doesNotHaveDuplicates();
        assertThat(waits).anyMatch(wait -> wait.toMillis() < 550).anyMatch(wait -> wait.toMillis() > 950);
    }
}
