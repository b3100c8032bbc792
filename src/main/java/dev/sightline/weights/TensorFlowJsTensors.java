package dev.sightline.weights;

import dev.sightline.json.JsonObject;
import dev.sightline.ssd.Tensor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of a TensorFlow.js model, from the {@code weightsManifest} of its {@code model.json}: groups of tensors without
 * gaps, each in files beside it, the numbers perhaps quantised (github.com/tensorflow/tfjs, {@code tfjs-core/src/io/types.ts}).
 */
final class TensorFlowJsTensors implements Closeable {
    private static final long MOST_BYTES = Integer.MAX_VALUE;
    private static final int MOST_DIMENSIONS = 8;

    /** Types of numbers that no layer learns; they are passed over. */
    private static final Map<String, Integer> OTHER_BYTES = Map.of("int32", 4, "bool", 1);

    private final List<FileBytes> files = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();

    private record Place(FileBytes file, StoredTensor tensor) {}

    private TensorFlowJsTensors() {}

    /**
     * Opens the files that a model names.
     *
     * @throws IOException with one line that names the key or file that is at fault
     */
    static TensorFlowJsTensors open(Path folder, JsonObject model) throws IOException {
        var tensors = new TensorFlowJsTensors();
        try {
            for (JsonObject group : model.objects("weightsManifest")) {
                tensors.add(folder, group);
            }
            return tensors;
        } catch (IOException e) {
            tensors.close();
            throw e;
        }
    }

    private void add(Path folder, JsonObject group) throws IOException {
        List<Path> paths =
                group.fileNames("paths").stream().map(folder::resolve).toList();
        FileBytes file = FileBytes.open(paths, MOST_BYTES);
        files.add(file);
        long at = 0;
        for (JsonObject weight : group.objects("weights")) {
            at += add(file, weight, at);
        }
        if (at != file.size()) {
            throw group.wrong("paths", "have " + file.size() + " bytes together, but the weights take " + at);
        }
    }

    /** Returns how many bytes the tensor takes. */
    private long add(FileBytes file, JsonObject json, long at) throws IOException {
        String name = json.text("name");
        List<Integer> shape = json.wholes("shape", MOST_DIMENSIONS, 0);
        JsonObject quantization = json.has("quantization") ? json.object("quantization") : null;
        String type = quantization == null ? json.text("dtype") : quantization.text("dtype");
        Integer otherBytes = OTHER_BYTES.get(type);
        if (otherBytes != null) {
            return StoredTensor.count(shape) * otherBytes;
        }
        StoredTensor tensor = tensor(name, shape, format(json, type), at, quantization);
        if (at + tensor.length() > file.size()) {
            throw json.wrong("name", "is " + name + ", whose numbers lie beyond the end of the files");
        }
        if (places.put(name, new Place(file, tensor)) != null) {
            throw json.wrong("name", "is " + name + " again");
        }
        return tensor.length();
    }

    private static NumberFormat format(JsonObject json, String type) throws IOException {
        return switch (type) {
            case "float32" -> NumberFormat.FLOAT32;
            case "float16" -> NumberFormat.FLOAT16;
            case "uint16" -> NumberFormat.UINT16;
            case "uint8" -> NumberFormat.UINT8;
            default -> throw json.wrong("dtype", "is " + type + "; float32, float16, uint8 and uint16 are read");
        };
    }

    private static StoredTensor tensor(
            String name, List<Integer> shape, NumberFormat format, long at, @Nullable JsonObject quantization)
            throws IOException {
        boolean whole = format == NumberFormat.UINT8 || format == NumberFormat.UINT16;
        if (!whole || quantization == null) {
            return new StoredTensor(name, shape, format, at);
        }
        double scale = quantization.number("scale", 0, Float.MAX_VALUE);
        double min = quantization.number("min", -Float.MAX_VALUE, Float.MAX_VALUE);
        return new StoredTensor(name, shape, format, at, scale, min);
    }

    /** Whether there is a tensor of this name. */
    boolean has(String name) {
        return places.containsKey(name);
    }

    /** Where a tensor lies and what its shape is. */
    StoredTensor get(String name) throws WeightsException {
        return place(name).tensor();
    }

    Tensor read(String name) throws IOException {
        Place place = place(name);
        return place.tensor().read(place.file());
    }

    private Place place(String name) throws WeightsException {
        Place place = places.get(name);
        if (place == null) {
            throw new WeightsException("there is no tensor " + name);
        }
        return place;
    }

    @Override
    public void close() throws IOException {
        for (FileBytes file : files) {
            file.close();
        }
    }
}
