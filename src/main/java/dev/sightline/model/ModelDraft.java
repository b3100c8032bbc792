package dev.sightline.model;

import dev.sightline.detect.Labels;
import dev.sightline.detect.NonMaximumSuppression;
import dev.sightline.ssd.Activation;
import dev.sightline.ssd.BoxCoder;
import dev.sightline.ssd.Normalization;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.Weights;
import java.util.List;

/**
 * A model from elsewhere before it has a file and a card.
 *
 * @param name letters, digits, {@code .}, {@code _} and {@code -}; also the name of its files
 * @param network its layers and default boxes
 * @param weights its learned numbers
 * @param normalization of pictures
 * @param activation from logits to scores
 * @param coder from offsets to boxes
 * @param labels a word for each of the network's classes, the background first
 * @param suppression of boxes that show the same object
 * @param origin where it is from
 */
public record ModelDraft(
        String name,
        SsdNetwork network,
        Weights weights,
        Normalization normalization,
        Activation activation,
        BoxCoder coder,
        Labels labels,
        NonMaximumSuppression suppression,
        Origin origin) {
    /** Checks the name and that there are as many labels as classes. */
    public ModelDraft {
        checkName(name);
        if (labels.size() != network.classes()) {
            throw new IllegalArgumentException("the network scores " + network.classes()
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
