package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final RateLimit limit = new RateLimit(3, Duration.ofSeconds(6), nanos::get);

    private void wait(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private long uses(String address, int tries) {
        return IntStream.range(0, tries).filter(i -> limit.use(address)).count();
    }

    @Test
    void allowsABurstAndThenOneAtATime() {
        assertThat(uses("10.0.0.1", 5)).isEqualTo(3);
        assertThat(limit.left("10.0.0.1")).isFalse();
        wait(Duration.ofSeconds(5));
        assertThat(uses("10.0.0.1", 5)).isZero();
        wait(Duration.ofSeconds(1));
        assertThat(limit.left("10.0.0.1")).isTrue();
        assertThat(uses("10.0.0.1", 5)).isEqualTo(1);
        wait(Duration.ofHours(1));
        assertThat(uses("10.0.0.1", 5)).as("never more than the burst").isEqualTo(3);
    }

    @Test
    void countsEachAddressForItselfAndAnIpv6NetworkAsOne() {
        assertThat(uses("10.0.0.1", 5)).isEqualTo(3);
        assertThat(uses("10.0.0.2", 5)).isEqualTo(3);
        assertThat(uses("2001:db8:0:1::1", 2)).isEqualTo(2);
        assertThat(uses("2001:db8:0:1:ffff::2", 5)).isEqualTo(1);
        assertThat(uses("2001:db8:0:2::1", 5)).isEqualTo(3);
    }

    @Test
    void remembersNoMoreAddressesThanItMay() {
        for (int i = 0; i < RateLimit.MAX_ADDRESSES + 500; i++) {
            limit.use("10.%d.%d.1".formatted(i / 256, i % 256));
        }
        assertThat(limit.size()).isEqualTo(RateLimit.MAX_ADDRESSES);
    }
}
