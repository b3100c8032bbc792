package dev.sightline.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrySettingsTest {
    @ParameterizedTest
    @CsvSource({"1, 0, 1000", "2, 0, 2000", "9, 0, 256000", "10, 0, 300000", "1000, 0, 300000", "3, 0.5, 3000"})
    void doublesTheWaitUpToTheLongest(int failures, double random, long millis) {
        assertThat(RetrySettings.DEFAULT.delay(failures, random)).isEqualTo(Duration.ofMillis(millis));
    }
}
