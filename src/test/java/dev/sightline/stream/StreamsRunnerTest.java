package dev.sightline.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsRunnerTest {
    /** The default of max.poll.interval.ms. */
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    @ParameterizedTest
    @CsvSource({"100, 16", "5000, 16", "15000, 16", "30000, 8", "60000, 4", "240000, 1"})
    void aPollIsDoneInTimeEvenIfEachRecordTakesItsLongest(long longestMillis, int records) {
        var longest = Duration.ofMillis(longestMillis);
        assertThat(StreamsRunner.recordsOfAPoll(longest)).isEqualTo(records);
        assertThat(longest.multipliedBy(records)).isLessThan(INTERVAL);
    }
}
