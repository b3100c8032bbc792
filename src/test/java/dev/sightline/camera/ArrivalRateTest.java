package dev.sightline.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ArrivalRateTest {
    private static final long SECOND = 1_000_000_000L;

    private final ArrivalRate rate = new ArrivalRate();

    @Test
    void isZeroForAFirstPicture() {
        rate.add(0);
        assertThat(rate.perSecond(0)).isZero();
    }

    @Test
    void isThatOfTheLastSecondsAndFadesWithoutPictures() {
        for (int i = 0; i <= 100; i++) {
            rate.add(i * SECOND / 10);
        }
        assertThat(rate.perSecond(10 * SECOND)).isCloseTo(10, within(1e-6));
        assertThat(rate.perSecond(12 * SECOND)).isCloseTo(6, within(0.3));
        assertThat(rate.perSecond(16 * SECOND)).isZero();
    }

    @Test
    void holdsForAVeryFastCamera() {
        for (int i = 0; i < 10_000; i++) {
            rate.add(i * SECOND / 1_000);
        }
        assertThat(rate.perSecond(9_999 * SECOND / 1_000)).isCloseTo(1_000, within(1e-3));
    }
}
