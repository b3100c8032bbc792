package dev.sightline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MotTextTest {
    private static List<MotDetection> read(String text) throws IOException {
        return MotText.read(new StringReader(text), "det.txt");
    }

    @Test
    void readsDetectionsSortedByFrame() throws IOException {
        assertThat(read("3,-1,1.5,2,3,4,0.5\n\n 1 , -1, -10 ,20, 30,40,1,2,-1,-1\r\n3,-1,0,0,1,1,0.25,-1,-1,-1\n"))
                .containsExactly(
                        new MotDetection(1, -10, 20, 30, 40, 1, 2),
                        new MotDetection(3, 1.5, 2, 3, 4, 0.5, -1),
                        new MotDetection(3, 0, 0, 1, 1, 0.25, -1));
    }

    @Test
    void readsNothing() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read("\n  \n # frame,id\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,-1,2,3,4                     | needs frame,id,left,top,width,height,score[,class], but has 5 columns
            hello                          | has 1 column
            x,-1,2,3,4,5,0.5               | frame (column 1) is not a number: 'x'
            1.5,-1,2,3,4,5,0.5             | frame (column 1) is not a whole number: '1.5'
            0,-1,2,3,4,5,0.5               | frame is 1 to 10000000, not 0
            1,-1,2,3,,5,0.5                | width (column 5) is not a number: ''
            1,-1,2,3,-4,5,0.5              | width and height must be finite and not negative: -4.0, 5.0
            1,-1,2,3,4,5,NaN               | left, top and score must be finite numbers
            1,-1,Infinity,3,4,5,0.5        | left, top and score must be finite numbers
            1,-1,2,3,4,5,0.5,2.5           | class (column 8) is not a whole number: '2.5'
            """)
    void namesTheLineAndTheProblem(String line, String problem) {
        assertThatThrownBy(() -> read("1,-1,2,3,4,5,0.5\n\n" + line + "\n"))
                .isInstanceOf(MotFormatException.class)
                .hasMessageStartingWith("det.txt, line 3: ")
                .hasMessageContaining(problem);
    }

    @Test
    void writesLinesThatReadBack() throws IOException {
        var detection = new MotDetection(12, -1691.97, 381.048, 152, 1e-5, 0.995616, 4);
        assertThat(MotText.line(detection)).isEqualTo("12,-1,-1691.97,381.048,152,0.00001,0.995616,-1,-1,-1");
        String track = MotText.line(new MotTrackBox(7, detection));
        assertThat(track).isEqualTo("12,7,-1691.97,381.048,152,0.00001,0.995616,4,-1,-1");
        assertThat(read(track)).containsExactly(detection);
    }

    @Test
    void readsAFileAndNamesAMissingOne(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("det.txt"), "1,-1,2,3,4,5,0.5\n");
        assertThat(MotText.read(file)).hasSize(1);
        Files.writeString(file, "1,9007199254740991,2,3,4,5,0.5\n");
        assertThat(MotText.readTracks(file)).extracting(MotTrackBox::id).containsExactly((1L << 53) - 1);
        assertThatThrownBy(() -> MotText.read(folder.resolve("none.txt")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.txt: no such file");
    }
}
