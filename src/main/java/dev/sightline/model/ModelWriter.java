package dev.sightline.model;

import dev.sightline.detect.ModelId;
import dev.sightline.geometry.ImageSize;
import dev.sightline.onnx.SsdGraph;
import dev.sightline.ssd.SsdNetwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes models as three files in one folder: {@code NAME.onnx}, {@code NAME.labels.txt} and the card {@code NAME.json}. */
public final class ModelWriter {
    private ModelWriter() {}

    /**
     * Writes a model; the card comes last and all files are whole or not there.
     *
     * @return the card's file
     * @throws ModelException if a file cannot be written
     */
    public static Path write(ModelDraft draft, Path folder) throws ModelException {
        SsdNetwork network = draft.network();
        byte[] onnx = SsdGraph.write(network, draft.weights());
        String file = draft.name() + ".onnx";
        String labels = draft.name() + ".labels.txt";
        var size = new ImageSize(network.inputSize(), network.inputSize());
        var card = new ModelCard(
                new ModelId(draft.name(), draft.origin().version(), ModelStore.sha256(onnx)),
                file,
                new ModelCard.Input(SsdNetwork.INPUT, size, draft.normalization()),
                new ModelCard.Outputs(SsdGraph.BOXES, SsdGraph.SCORES),
                new ModelCard.Head(
                        draft.activation(), draft.coder(), network.layout(), draft.labels(), draft.suppression()),
                draft.origin());
        Path cardFile = folder.resolve(draft.name() + ".json");
        try {
            Files.createDirectories(folder);
            put(folder.resolve(file), onnx);
            put(folder.resolve(labels), lines(draft));
            put(cardFile, CardWriter.write(card, labels).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ModelException("cannot write the model to " + folder + ": " + OneLine.of(e), e);
        }
        return cardFile;
    }

    private static byte[] lines(ModelDraft draft) {
        return (String.join("\n", draft.labels().words()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Writes beside the file and then takes its place. */
    private static void put(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
