package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class BenchCommandIT {
    private static final Pattern BLANKS = Pattern.compile("\\s{2,}|(?<=\\d)\\s+(?=\\d)");

    @Test
    void measuresTheEngine() {
        var session = Session.of(
                "bench",
                "engine",
                "--engine",
                "cpu",
                "--models",
                "ssdlite",
                "--batches",
                "1,2",
                "--contexts",
                "2",
                "--precisions",
                "fp32,fp16",
                "--seconds",
                "1",
                "--warm-up",
                "0");
        assertThat(session.err()).isEmpty();
        assertThat(session.code()).isZero();
        assertThat(session.out()).hasSize(3);
        for (int batch = 1; batch <= 2; batch++) {
            List<String> line = BLANKS.splitAsStream(session.out().get(batch)).toList();
            assertThat(line).hasSize(9);
            assertThat(line.subList(0, 3)).containsExactly("ssdlite", "OnnxRuntime on the CPU", "as file");
            assertThat(line.subList(3, 5)).containsExactly("2", Integer.toString(batch));
            assertThat(Double.parseDouble(line.get(5))).isPositive();
            assertThat(Double.parseDouble(line.get(6)))
                    .isPositive()
                    .isLessThanOrEqualTo(Double.parseDouble(line.get(8)));
        }
    }

    @Test
    void measuresThePipeline() {
        var session = Session.of(
                "bench", "pipeline", "--engine", "cpu", "--frames", "40", "--seconds", "1", "--warm-up", "0");
        assertThat(session.err()).isEmpty();
        assertThat(session.code()).isZero();
        assertThat(session.out())
                .extracting(line -> line.replaceAll(" {3,}.*", ""))
                .endsWith("engine alone", "decoding alone", "pipeline", "pipeline / engine");
    }

    @Test
    void saysWhichNumberIsWrong() {
        var session = Session.of("bench", "engine", "--batches", "1,0");
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.err())
                .containsExactly("sightline: --batches is 1 to 256, not [1, 0]; see 'sightline bench engine --help'");
        assertThat(Session.of("bench", "engine", "--least", "1").err())
                .containsExactly("sightline: --least is 2 to 10000000; see 'sightline bench engine --help'");
    }
}
