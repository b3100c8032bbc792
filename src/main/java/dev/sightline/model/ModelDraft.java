package dev.sightline.model;

import dev.sightline.detect.Labels;
import dev.sightline.weights.ImportedNetwork;
import java.util.List;

/**
 * A model from elsewhere before it has a file and a card.
 *
 * @param name letters, digits, {@code .}, {@code _} and {@code -}; also the name of its files
 * @param imported the network and what is known of it
 * @param labels a word for each of the network's classes, the background first
 * @param origin where it is from
 */
public record ModelDraft(String name, ImportedNetwork imported, Labels labels, Origin origin) {
    /** Checks the name and that there are as many labels as classes. */
    public ModelDraft {
        checkName(name);
        if (labels.size() != imported.classes()) {
            throw new IllegalArgumentException("the network scores " + imported.classes()
                    + " classes, the background included, but there are " + labels.size() + " labels");
        }
    }

    /**
     * Where a model is from and how good it is, for people.
     *
     * @param version of the model, e.g. {@code 1}
     * @param license SPDX identifier
     * @param source where it comes from
     * @param minScore the threshold that its maker or a measurement suggests, in (0, 1]
     * @param quality what was measured, by whom, and the figure
     */
    public record Origin(String version, String license, String source, double minScore, List<String> quality) {
        /** Copies the list. */
        public Origin {
            quality = List.copyOf(quality);
        }
    }

    static void checkName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException(
                    "a model's name is of letters, digits, '.', '_' and '-', not '" + name + "'");
        }
    }
}
