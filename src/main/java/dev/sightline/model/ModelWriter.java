package dev.sightline.model;

import dev.sightline.detect.Labels;
import dev.sightline.detect.ModelId;
import dev.sightline.detect.NonMaximumSuppression;
import dev.sightline.geometry.ImageSize;
import dev.sightline.json.JsonException;
import dev.sightline.json.JsonObject;
import dev.sightline.json.JsonText;
import dev.sightline.onnx.SsdGraph;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.weights.ImportedNetwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes models as three files in one folder: {@code NAME.onnx}, {@code NAME.labels.txt} and the card {@code NAME.json}. A
 * model is tried out before it comes into the folder; one that does not work leaves nothing there.
 */
public final class ModelWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ModelWriter.class);

    private ModelWriter() {}

    /**
     * Writes a network from elsewhere.
     *
     * @return the card's file
     * @throws ModelException if the model does not work or a file cannot be written
     */
    public static Path write(ModelDraft draft, Path folder) throws ModelException {
        ImportedNetwork imported = draft.imported();
        SsdNetwork network = imported.network();
        byte[] onnx = SsdGraph.write(network, imported.weights());
        var names = new Names(draft.name());
        var selection = imported.selection();
        var size = new ImageSize(network.inputSize(), network.inputSize());
        var card = new ModelCard(
                new ModelId(draft.name(), draft.origin().version(), ModelStore.sha256(onnx)),
                names.network(),
                new ModelCard.Input(SsdNetwork.INPUT, size, imported.normalization()),
                new ModelCard.Outputs(SsdGraph.BOXES, SsdGraph.SCORES),
                new ModelCard.Head(
                        imported.activation(),
                        imported.coder(),
                        network.layout(),
                        draft.labels(),
                        selection.clipsFirst(),
                        new NonMaximumSuppression(selection.iou(), selection.perClass(), selection.total())),
                draft.origin());
        return put(
                Map.of(
                        names.network(),
                        onnx,
                        names.labels(),
                        lines(draft.labels()),
                        names.card(),
                        CardWriter.write(card, names.labels()).getBytes(StandardCharsets.UTF_8)),
                names,
                folder);
    }

    /**
     * Takes over an ONNX file with raw heads and the card that describes it. The card need not have the keys {@code file}
     * and {@code sha256}; they are set.
     *
     * @return the card's file in {@code folder}
     * @throws ModelException if a file cannot be read or written or the model does not fit its card
     */
    public static Path adopt(Path onnx, Path cardFile, String name, Path folder) throws ModelException {
        ModelDraft.checkName(name);
        var names = new Names(name);
        byte[] network = ModelFiles.readFile(onnx);
        Map<String, Object> json = new LinkedHashMap<>();
        var files = new HashMap<String, byte[]>();
        try {
            byte[] text = ModelFiles.readFile(cardFile);
            JsonText.parse("model card " + cardFile, text)
                    .forEach((key, value) -> json.put(String.valueOf(key), value));
            if (json.get("labels") instanceof String) {
                String labels = JsonObject.parse("model card " + cardFile, text).fileName("labels");
                files.put(names.labels(), ModelFiles.readFile(cardFile.resolveSibling(labels)));
                json.put("labels", names.labels());
            }
        } catch (JsonException e) {
            throw new ModelException(OneLine.of(e), e);
        }
        json.put("name", name);
        json.put("file", names.network());
        json.put("sha256", ModelStore.sha256(network));
        files.put(names.network(), network);
        files.put(names.card(), JsonText.write(json).getBytes(StandardCharsets.UTF_8));
        return put(files, names, folder);
    }

    /** What the files of a model are called. */
    private record Names(String name) {
        String network() {
            return name + ".onnx";
        }

        String labels() {
            return name + ".labels.txt";
        }

        String card() {
            return name + ".json";
        }
    }

    private static byte[] lines(Labels labels) {
        return (String.join("\n", labels.words()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Writes into a folder of its own, tries the model out there, and moves the files; the card last. */
    private static Path put(Map<String, byte[]> files, Names names, Path folder) throws ModelException {
        if (Files.exists(folder.resolve(names.card())) || Files.exists(folder.resolve(names.network()))) {
            throw new ModelException("there is a model " + names.name() + " in " + folder
                    + " already; give another name or folder, or remove it");
        }
        Path trial = folder.resolve("." + names.name() + ".part");
        try {
            Files.createDirectories(trial);
            for (var file : files.entrySet()) {
                Files.write(trial.resolve(file.getKey()), file.getValue());
            }
            SsdDetector.open(new ModelSettings(trial.resolve(names.card()), 1, false, 1)
                            .withEngine(EngineChoice.CPU, Precision.FP32, Devices.FIRST))
                    .close();
            for (String file : files.keySet().stream()
                    .sorted(Comparator.comparing(names.card()::equals))
                    .toList()) {
                Files.move(trial.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            return folder.resolve(names.card());
        } catch (ModelException e) {
            throw e;
        } catch (IOException e) {
            throw new ModelException("cannot write the model to " + folder + ": " + OneLine.of(e), e);
        } finally {
            delete(trial, files.keySet());
        }
    }

    private static void delete(Path trial, Set<String> files) {
        if (!Files.isDirectory(trial)) {
            return;
        }
        try {
            for (String file : files) {
                Files.deleteIfExists(trial.resolve(file));
            }
            Files.deleteIfExists(trial);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", trial, OneLine.of(e));
        }
    }
}
