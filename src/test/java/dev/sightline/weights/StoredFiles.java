package dev.sightline.weights;

import dev.sightline.json.JsonText;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files of weights, made for tests. */
final class StoredFiles {
    private StoredFiles() {}

    /** Little-endian float32. */
    static byte[] floats(float... values) {
        var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** The header of a safetensors file whose tensors are float32 and follow each other. */
    static Map<String, Object> header(Map<String, List<Integer>> shapes) {
        var header = new LinkedHashMap<String, Object>();
        long at = 0;
        for (var shape : shapes.entrySet()) {
            long end = at + Float.BYTES * StoredTensor.count(shape.getValue());
            header.put(
                    shape.getKey(),
                    Map.of("dtype", "F32", "shape", shape.getValue(), "data_offsets", List.of(at, end)));
            at = end;
        }
        return header;
    }

    /** Writes a safetensors file with these numbers after the header, and zeros up to a length. */
    static Path safetensors(Path file, String header, byte[] numbers, long numbersLength) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        Files.write(file, new byte[0]);
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(json.length)
                    .array());
            out.write(json);
            out.write(numbers);
            out.setLength(8 + json.length + numbersLength);
        }
        return file;
    }

    /** Writes a safetensors file of zeros, as sparse as the file system allows. */
    static Path zeros(Path file, Map<String, List<Integer>> shapes) throws IOException {
        long length = shapes.values().stream()
                .mapToLong(shape -> Float.BYTES * StoredTensor.count(shape))
                .sum();
        return safetensors(file, JsonText.write(header(shapes)), new byte[0], length);
    }
}
