package dev.sightline.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryProgressTest {
    @Test
    void survivesBeingCommitted() {
        DeliveryProgress progress = new DeliveryProgress(7, Instant.parse("2026-05-04T10:11:12.123456Z"));
        assertThat(DeliveryProgress.parse(progress.metadata())).isEqualTo(progress);
        assertThat(DeliveryProgress.parse(DeliveryProgress.NONE.metadata())).isEqualTo(DeliveryProgress.NONE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "x", "attempts=-1 next=2026-05-04T10:11:12Z", "attempts=1 next=soon", "attempts=1"})
    void isNoneWhereSomebodyElseCommitted(String metadata) {
        assertThat(DeliveryProgress.parse(metadata)).isEqualTo(DeliveryProgress.NONE);
    }
}
