package dev.sightline.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.ssd.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {
    @TempDir
    Path temp;

    @Test
    void numbersComeBackWithTheirShapes() throws IOException {
        Path path = file("""
                {"__metadata__": {"format": "pt"},
                 "b": {"dtype": "F32", "shape": [2], "data_offsets": [4, 12]},
                 "a": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]},
                 "none": {"dtype": "F32", "shape": [0, 3], "data_offsets": [4, 4]}}
                """, StoredFiles.floats(1.5f, -2, 3e-40f));
        assertThat(read(path, "a").shape()).isEmpty();
        assertThat(read(path, "a").values()).containsExactly(1.5f);
        assertThat(read(path, "b").shape()).isEqualTo(List.of(2));
        assertThat(read(path, "b").values()).containsExactly(-2, 3e-40f);
        assertThat(read(path, "none").values()).isEmpty();
    }

    /** The hexadecimal digits are bytes in the file's order. */
    @ParameterizedTest
    @CsvSource({
        "F16,  0000, 0",
        "F16,  003C, 1",
        "F16,  00C0, -2",
        "F16,  FF7B, 65504",
        "F16,  0100, 5.9604645e-8", // the least one
        "F16,  FF03, 6.0975552e-5", // the largest below normal
        "F16,  0004, 6.1035156e-5", // the least normal one
        "F16,  5535, 0.33325195",
        "F16,  007C, Infinity",
        "F16,  007E, NaN",
        "BF16, 803F, 1",
        "BF16, 20C1, -10",
        "BF16, 807F, Infinity",
        "F32,  00002041, 10",
    })
    void everyFormatIsRead(String type, String bytes, float value) throws IOException {
        byte[] number = HexFormat.of().parseHex(bytes);
        Path path = file(
                "{\"x\": {\"dtype\": \"%s\", \"shape\": [1], \"data_offsets\": [0, %d]}}"
                        .formatted(type, number.length),
                number);
        assertThat(read(path, "x").values()).containsExactly(value);
    }

    @Test
    void manyNumbersComeInTheirOrder() throws IOException {
        float[] values = new float[100_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Path path = file(
                "{\"x\": {\"dtype\": \"F32\", \"shape\": [1000, 100], \"data_offsets\": [0, 400000]}}",
                StoredFiles.floats(values));
        assertThat(read(path, "x").values()).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"x": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}} | it has 77 bytes, but its header describes 73: it is damaged
                    {"x": {"dtype": "F32", "shape": [3], "data_offsets": [0, 12]}} | it has 78 bytes, but its header describes 82: it is damaged
                    {"x": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}} | the tensor x begins at byte 73, but the one before it ends at 69
                    {"x": {"dtype": "F32", "shape": [3], "data_offsets": [0, 8]}} | header: x.data_offsets do not fit the shape [3]
                    {"x": {"dtype": "F32", "shape": [2], "data_offsets": [8, 0]}} | header: x.data_offsets do not fit the shape [2]
                    {"x": {"dtype": "F32", "shape": [2], "data_offsets": [8]}} | header: x.data_offsets do not fit the shape [2]
                    {"x": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8e9]}} | header: x.data_offsets must have whole numbers from 0 to 2147483647
                    {"x": {"dtype": "F32", "shape": [-2], "data_offsets": [0, 8]}} | header: x.shape must have whole numbers from 0 to 2147483647
                    {"x": {"dtype": "F32", "shape": [2147483647, 2147483647], "data_offsets": [0, 4]}} | header: x.data_offsets do not fit the shape [2147483647, 2147483647]
                    {"x": {"dtype": "F32", "shape": [1,1,1,1,1,1,1,1,2], "data_offsets": [0, 8]}} | header: x.shape must be a list of at most 8 whole numbers
                    {"x": {"dtype": "I64", "shape": [1], "data_offsets": [0, 8]}} | header: x.dtype is I64; F32, F16 and BF16 are read
                    {"x": {"shape": [2], "data_offsets": [0, 8]}} | header: x.dtype is missing
                    {"x": 8} | header: x must be an object
                    [] | header is not a JSON object
                    """)
    void aHeaderThatIsWrongIsRefused(String header, String message) throws IOException {
        Path path = file(header, StoredFiles.floats(1, 2));
        assertThatThrownBy(() -> SafetensorsFile.open(path)).hasMessage(message);
    }

    @Test
    void tensorsThatOverlapAreRefused() throws IOException {
        Path path = file("""
                {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
                 "b": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}}""", StoredFiles.floats(1, 2));
        assertThatThrownBy(() -> SafetensorsFile.open(path))
                .hasMessageMatching("the tensor b begins at byte \\d+, but the one before it ends at \\d+");
    }

    @Test
    void aTensorThatIsThereTwiceIsRefused() throws IOException {
        Path path = file("""
                {"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]},
                 "a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}}""", StoredFiles.floats(1, 2));
        assertThatThrownBy(() -> SafetensorsFile.open(path)).hasMessageContaining("Duplicate field 'a'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "{\"x\": 1} and so on",
                "\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f{}",
                "\0\0\0\0\0\0\0\0"
            })
    void anotherFileIsRefused(String text) throws IOException {
        Path path = Files.write(temp.resolve("x"), text.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> SafetensorsFile.open(path))
                .hasMessage("it is not a safetensors file, or its end is missing");
    }

    private Path file(String header, byte[] numbers) throws IOException {
        return StoredFiles.safetensors(temp.resolve("x.safetensors"), header, numbers, numbers.length);
    }

    private static Tensor read(Path path, String name) throws IOException {
        try (var file = SafetensorsFile.open(path)) {
            return file.read(Objects.requireNonNull(file.tensors().get(name)));
        }
    }
}
