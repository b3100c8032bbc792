package dev.sightline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "a, '', 1",
        "'', abc, 3",
        "kitten, sitting, 3",
        "port, prot, 1",
        "abcd, badc, 2",
        "port, port, 0"
    })
    void countsInsertionsDeletionsChangesAndSwaps(String a, String b, int distance) {
        assertThat(Nearest.distance(a, b)).isEqualTo(distance);
        assertThat(Nearest.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void namesTheNearestWordOrElseAllOfThem() {
        List<String> known = List.of("longSide", "jpegQuality", "url");
        assertThat(Nearest.hint("LONGSIDE", known)).isEqualTo("did you mean 'longSide'?");
        assertThat(Nearest.hint("jpgQuality", known)).isEqualTo("did you mean 'jpegQuality'?");
        assertThat(Nearest.hint("zoom", known)).isEqualTo("known here: longSide, jpegQuality, url");
        assertThat(Nearest.hint("zoom", List.of())).isEqualTo("there are none");
    }
}
