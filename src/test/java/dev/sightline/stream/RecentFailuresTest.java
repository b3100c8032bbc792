package dev.sightline.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentFailuresTest {
    private final AtomicLong now = new AtomicLong(-5);
    private final RecentFailures failures = new RecentFailures(now::get);

    @Test
    void addsUpWhatComesClosely() {
        for (int i = 1; i <= 10; i++) {
            assertThat(failures.add()).isEqualTo(i);
            now.addAndGet(Duration.ofSeconds(30).toNanos());
        }
    }

    @Test
    void forgetsWhatIsLongAgo() {
        for (int i = 0; i < 100; i++) {
            assertThat(failures.add()).isEqualTo(1);
            now.addAndGet(RecentFailures.MEMORY.toNanos() + 1);
        }
    }
}
