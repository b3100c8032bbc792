package dev.sightline.weights;

import dev.sightline.json.JsonObject;
import dev.sightline.ssd.Tensor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of named tensors in the safetensors format (github.com/huggingface/safetensors, README, section "Format"): 8 bytes
 * with the header's length, the header as JSON, then the tensors' numbers without gaps. Only what is asked for is read.
 */
final class SafetensorsFile implements Closeable {
    private static final long MOST_BYTES = Integer.MAX_VALUE;

    /** The format allows 100 MB; SSD300's header has about 7 kB. */
    private static final int MOST_HEADER_BYTES = 16 << 20;

    private static final int MOST_DIMENSIONS = 8;
    private static final String METADATA = "__metadata__";

    /** What the format calls the numbers that are read here. */
    private static final Map<String, NumberFormat> FORMATS = Map.of(
            "F32", NumberFormat.FLOAT32,
            "F16", NumberFormat.FLOAT16,
            "BF16", NumberFormat.BFLOAT16);

    private final FileBytes file;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

    private SafetensorsFile(FileBytes file) {
        this.file = file;
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws IOException with one line that names the tensor, if one is at fault
     */
    static SafetensorsFile open(Path path) throws IOException {
        FileBytes bytes = FileBytes.open(List.of(path), MOST_BYTES);
        var file = new SafetensorsFile(bytes);
        try {
            file.readHeader();
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private void readHeader() throws IOException {
        long length = file.size() < 8
                ? -1
                : ByteBuffer.wrap(file.bytes(0, 8))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong();
        if (length < 2 || length > Math.min(MOST_HEADER_BYTES, file.size() - 8)) {
            throw new WeightsException("it is not a safetensors file, or its end is missing");
        }
        var header = JsonObject.parse("header", file.bytes(8, (int) length));
        for (String name : header.keys()) {
            if (!name.equals(METADATA)) {
                tensors.put(name, tensor(name, header.object(name), 8 + length));
            }
        }
        checkPlaces(8 + length);
    }

    private static StoredTensor tensor(String name, JsonObject json, long start) throws IOException {
        NumberFormat format = FORMATS.get(json.text("dtype"));
        if (format == null) {
            throw json.wrong("dtype", "is " + json.text("dtype") + "; F32, F16 and BF16 are read");
        }
        List<Integer> shape = json.wholes("shape", MOST_DIMENSIONS, 0);
        List<Integer> offsets = json.wholes("data_offsets", 2, 0);
        if (offsets.size() != 2 || offsets.get(1) - offsets.get(0) != StoredTensor.count(shape) * format.bytes()) {
            throw json.wrong("data_offsets", "do not fit the shape " + shape);
        }
        return new StoredTensor(name, shape, format, start + offsets.get(0));
    }

    /** The format allows neither gaps nor overlaps. */
    private void checkPlaces(long start) throws WeightsException {
        long at = start;
        var inOrder = tensors.values().stream()
                .sorted(Comparator.comparingLong(StoredTensor::at).thenComparingLong(StoredTensor::length))
                .toList();
        for (StoredTensor tensor : inOrder) {
            if (tensor.at() != at) {
                throw new WeightsException("the tensor " + tensor.name() + " begins at byte " + tensor.at()
                        + ", but the one before it ends at " + at);
            }
            at += tensor.length();
        }
        if (at != file.size()) {
            throw new WeightsException(
                    "it has " + file.size() + " bytes, but its header describes " + at + ": it is damaged");
        }
    }

    /** The tensors in the header's order, by name. */
    Map<String, StoredTensor> tensors() {
        return tensors;
    }

    Tensor read(StoredTensor tensor) throws IOException {
        return tensor.read(file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
