package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0    | 120   | 5    | 0 of 120, 0 %, 0.0/s
            30   | 120   | 15   | 30 of 120, 25 %, 2.0/s, 0:45 left
            119  | 120   | 1190 | 119 of 120, 99 %, 0.1/s, 0:10 left
            120  | 120   | 60   | 120 of 120, 100 %, 2.0/s, 0:00 left
            1000 | 36500 | 500  | 1000 of 36500, 2 %, 2.0/s, 4 h 55 min left
            """)
    void saysTheShareAndTheTimeLeft(int done, int total, int seconds, String line) {
        assertThat(Progress.line(done, total, seconds * 1_000_000_000L)).isEqualTo(line);
    }

    @Test
    void saysNothingOfShortWorkWithoutATerminal() {
        StringWriter err = new StringWriter();
        Progress progress = Progress.on(new PrintWriter(err, true));
        progress.show(1, 2);
        progress.show("film.mp4", 7, 25);
        progress.clear();
        assertThat(err.toString()).isEmpty();
    }
}
