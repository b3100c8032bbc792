package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The built-in model as files in a folder, to be spoilt one way or another. */
record ModelFolder(Path folder) {
    private static final String NAME = "ssdlite_mobilenet_v2_coco";

    /** Writes the card, the model and the labels. */
    static ModelFolder in(Path folder) throws IOException {
        for (String suffix : new String[] {".json", ".onnx", ".labels.txt"}) {
            Files.write(folder.resolve(NAME + suffix), ModelFiles.BUILT_IN.read(NAME + suffix));
        }
        return new ModelFolder(folder);
    }

    Path card() {
        return folder.resolve(NAME + ".json");
    }

    Path model() {
        return folder.resolve(NAME + ".onnx");
    }

    Path labels() {
        return folder.resolve(NAME + ".labels.txt");
    }

    /** Replaces a text that the card must have. */
    void edit(String from, String to) throws IOException {
        String text = Files.readString(card(), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        Files.writeString(card(), text.replace(from, to));
    }

    /** Replaces the list of default boxes in the card. */
    void replaceDefaultBoxes(String json) throws IOException {
        String text = Files.readString(card(), StandardCharsets.UTF_8);
        int from = text.indexOf("\"defaultBoxes\":") + "\"defaultBoxes\":".length();
        int to = text.indexOf("\"suppression\"");
        Files.writeString(card(), text.substring(0, from) + json + "," + text.substring(to));
    }

    /** Settings that name this card. */
    ModelSettings settings(double minScore) {
        return new ModelSettings(card(), minScore, false, 1);
    }
}
