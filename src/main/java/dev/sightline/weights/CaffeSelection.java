package dev.sightline.weights;

import java.util.Set;

/** What a {@code DetectionOutput} layer says (the authors' {@code detection_output_layer.cpp}). */
final class CaffeSelection {
    /** What Caffe's {@code -1} for no limit becomes. */
    private static final int UNLIMITED = 100_000;

    private static final Set<String> FIELDS = Set.of(
            "num_classes",
            "share_location",
            "background_label_id",
            "nms_param",
            "code_type",
            "variance_encoded_in_target",
            "keep_top_k",
            "confidence_threshold",
            "save_output_param",
            "visualize",
            "visualize_threshold",
            "save_file");

    private CaffeSelection() {}

    /**
     * Reads a layer. What it does not state is as in Caffe ({@code caffe.proto}): an overlap of 0.3 and no limits; but a score
     * of 0.01, as in the paper, section 3.7, where Caffe would look at every box.
     *
     * @param classes of the network
     */
    static ImportedNetwork.Selection read(TextMessage layer, int classes) throws WeightsException {
        TextMessage param = layer.message("detection_output_param");
        param.checkNothingBut(FIELDS);
        need(param, "num_classes", Integer.toString(classes), "0");
        need(param, "share_location", "true", "true");
        need(param, "background_label_id", "0", "0");
        need(param, "variance_encoded_in_target", "false", "false");
        need(param, "code_type", "CENTER_SIZE", "CORNER");
        TextMessage nms = param.message("nms_param");
        nms.checkNothingBut(Set.of("nms_threshold", "top_k", "eta"));
        if (nms.number("eta", 1) != 1) {
            throw nms.wrong("eta must be 1, not " + nms.text("eta"));
        }
        return new ImportedNetwork.Selection(
                share(param, "confidence_threshold", 0.01),
                share(nms, "nms_threshold", 0.3),
                limit(nms, "top_k"),
                limit(param, "keep_top_k"),
                false);
    }

    private static void need(TextMessage param, String name, String value, String otherwise) throws WeightsException {
        String actual = param.text(name, otherwise);
        if (!actual.equals(value)) {
            throw param.wrong(name + " must be " + value + ", not " + actual);
        }
    }

    private static double share(TextMessage param, String name, double otherwise) throws WeightsException {
        double share = param.number(name, otherwise);
        if (!(share > 0 && share <= 1)) {
            throw param.wrong(name + " must be above 0 and at most 1, not " + share);
        }
        return share;
    }

    private static int limit(TextMessage param, String name) throws WeightsException {
        int limit = param.whole(name, -1);
        if (limit == -1) {
            return UNLIMITED;
        }
        if (limit < 1 || limit > UNLIMITED) {
            throw param.wrong(name + " must be 1 to " + UNLIMITED + ", or -1 for no limit, not " + limit);
        }
        return limit;
    }
}
