package dev.sightline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentilesTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "50, 50", "50.1, 51", "95, 95", "99, 99", "99.1, 100", "100, 100"})
    void ofAHundredDurationsAreTheirRanks(double percent, double millis) {
        long[] falling = LongStream.iterate(100, i -> i - 1)
                .limit(100)
                .map(i -> i * 1_000_000)
                .toArray();
        assertThat(new Percentiles(falling).millis(percent)).isEqualTo(millis);
    }

    @Test
    void ofOneDurationAreThatOne() {
        var one = new Percentiles(1_500_000);
        assertThat(one.millis(50)).isEqualTo(1.5);
        assertThat(one.millis(99)).isEqualTo(1.5);
        assertThat(one.count()).isEqualTo(1);
    }

    @Test
    void ofTwoDurationsTheMedianIsTheSmaller() {
        assertThat(new Percentiles(2_000_000, 1_000_000).millis(50)).isEqualTo(1);
        assertThat(new Percentiles(2_000_000, 1_000_000).millis(51)).isEqualTo(2);
    }

    @Test
    void ofNothingAreNone() {
        assertThatThrownBy(Percentiles::new).hasMessage("nothing was measured");
    }

    @Test
    void aSpeedIsPicturesByTime() {
        assertThat(EngineBench.imagesPerSecond(50, 8, 2_000_000_000)).isEqualTo(200);
    }
}
