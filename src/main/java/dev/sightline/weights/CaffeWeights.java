package dev.sightline.weights;

import dev.sightline.ssd.Activation;
import dev.sightline.ssd.Normalization;
import dev.sightline.ssd.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the authors' SSD300 and SSD512, and those that others trained with their code. */
public final class CaffeWeights {
    private static final long MOST_TEXT = 1 << 20;
    private static final long MOST_MODEL = 1 << 30;

    /** BGR without scaling: {@code mean_value} of {@code ssd_pascal.py}; the prototxt does not tell. */
    private static final Normalization NORMALIZATION =
            new Normalization(Normalization.Channels.BGR, List.of(104.0, 117.0, 123.0), 1);

    private CaffeWeights() {}

    /**
     * Reads a network and its weights. The number of classes, the default boxes and the selection of detections are those
     * that the description states.
     *
     * @param prototxt the description of the deployed network, at most 1 MiB
     * @param caffemodel the weights, at most 1 GiB
     * @throws WeightsException with the file and the layer, if it is not such a network in every detail, or the weights are
     *     missing, of another shape or not finite
     */
    public static ImportedNetwork read(Path prototxt, Path caffemodel) throws WeightsException {
        String text = new String(bytes(prototxt, MOST_TEXT), StandardCharsets.UTF_8);
        CaffeDeploy deploy = CaffeDeploy.read(TextParser.parse(name(prototxt), text));
        String file = name(caffemodel);
        byte[] model = bytes(caffemodel, MOST_MODEL);
        try {
            var weights = Weights.of(deploy.network(), CaffeBlobs.read(file, model, deploy.network()));
            return new ImportedNetwork(
                    deploy.network(), weights, NORMALIZATION, Activation.SOFTMAX, deploy.coder(), deploy.selection());
        } catch (IllegalArgumentException e) {
            throw new WeightsException(file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Path file, long most) throws WeightsException {
        try {
            long size = Files.size(file);
            if (size > most) {
                throw new WeightsException(
                        name(file) + ": " + size + " bytes are too many, at most " + most + " are read");
            }
            return Files.readAllBytes(file);
        } catch (WeightsException e) {
            throw e;
        } catch (IOException e) {
            throw new WeightsException(
                    "cannot read " + file + ": " + e.getClass().getSimpleName(), e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
