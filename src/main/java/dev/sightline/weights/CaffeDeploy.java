package dev.sightline.weights;

import dev.sightline.ssd.BoxCoder;
import dev.sightline.ssd.LayoutRule;
import dev.sightline.ssd.SsdLayout;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.VggNetwork;
import java.util.ArrayList;
import java.util.List;

/**
 * What the {@code deploy.prototxt} of an SSD300 or SSD512 says.
 *
 * @param network with the default boxes and the number of classes that it states
 * @param coder how offsets mean boxes
 * @param selection which candidates become detections
 */
record CaffeDeploy(SsdNetwork network, BoxCoder coder, ImportedNetwork.Selection selection) {
    private static final int MOST_CLASSES = 10_000;

    /** Reads and checks a document. */
    static CaffeDeploy read(TextMessage document) throws WeightsException {
        if (document.has("layers")) {
            throw document.wrong("uses the old 'layers'; convert it with Caffe's upgrade_net_proto_text");
        }
        Input input = input(document);
        TextMessage output = output(document);
        LayoutRule rule = rule(document, input);
        List<CaffePriors> priors = priors(document, rule);
        var layout = new SsdLayout(
                priors.stream().map(CaffePriors::map).toList(),
                SsdLayout.Order.CELLS,
                priors.get(0).clip());
        SsdNetwork network = network(rule, classes(document, rule, layout), layout);
        CaffeGraph.check(document, input.blob(), network);
        return new CaffeDeploy(network, priors.get(0).coder(), CaffeSelection.read(output, network.classes()));
    }

    /**
     * The picture.
     *
     * @param blob its name
     * @param shape batch, channels, height, width
     */
    private record Input(String blob, List<Integer> shape) {}

    private static Input input(TextMessage document) throws WeightsException {
        for (TextMessage layer : document.messages("layer")) {
            if (layer.text("type").equals("Input")) {
                var shape = layer.message("input_param").message("shape");
                return new Input(layer.text("top"), shape.wholes("dim"));
            }
        }
        if (!document.has("input")) {
            throw document.wrong("has no input; the deploy.prototxt is needed, not that for training");
        }
        List<Integer> shape = document.has("input_dim")
                ? document.wholes("input_dim")
                : document.message("input_shape").wholes("dim");
        return new Input(document.text("input"), shape);
    }

    /** Only its maps count; their sizes follow from the input's. */
    private static LayoutRule rule(TextMessage document, Input input) throws WeightsException {
        if (input.shape().size() == 4) {
            List<Integer> picture = input.shape().subList(1, 4);
            for (LayoutRule rule : List.of(LayoutRule.SSD300_VOC, LayoutRule.SSD512_VOC)) {
                if (picture.equals(List.of(3, rule.inputSize(), rule.inputSize()))) {
                    return rule;
                }
            }
        }
        throw document.wrong(
                "the input must be 3 channels of 300x300 or 512x512 pixels, not of the shape " + input.shape());
    }

    private static SsdNetwork network(LayoutRule rule, int classes, SsdLayout layout) {
        return rule.inputSize() == 300 ? VggNetwork.ssd300(classes, layout) : VggNetwork.ssd512(classes, layout);
    }

    private static List<CaffePriors> priors(TextMessage document, LayoutRule rule) throws WeightsException {
        List<String> sources = CaffeGraph.sources(network(rule, 2, rule.layout()));
        var all = new ArrayList<CaffePriors>();
        for (int i = 0; i < sources.size(); i++) {
            TextMessage layer = layer(document, sources.get(i) + CaffeGraph.PRIORS);
            var priors =
                    CaffePriors.read(layer, rule.inputSize(), rule.maps().get(i).size());
            all.add(priors);
            if (!priors.coder().equals(all.get(0).coder())
                    || priors.clip() != all.get(0).clip()) {
                throw layer.wrong("variance and clip must be the same as in the layers before");
            }
        }
        return all;
    }

    /** From the first of the layers with the scores; the others are compared with the network that it gives. */
    private static int classes(TextMessage document, LayoutRule rule, SsdLayout layout) throws WeightsException {
        String name = network(rule, 2, rule.layout()).heads().get(0).scores();
        TextMessage param = layer(document, name).message("convolution_param");
        int channels = param.whole("num_output", 0);
        int boxes = layout.maps().get(0).shapes().size();
        if (channels % boxes != 0 || channels / boxes < 2 || channels / boxes > MOST_CLASSES) {
            throw param.wrong("num_output must be " + boxes + " times the number of classes, 2 to " + MOST_CLASSES
                    + ", not " + channels);
        }
        return channels / boxes;
    }

    private static TextMessage layer(TextMessage document, String name) throws WeightsException {
        for (TextMessage layer : document.messages("layer")) {
            if (layer.text("name").equals(name)) {
                return layer;
            }
        }
        throw document.wrong("layer " + name + " is missing");
    }

    private static TextMessage output(TextMessage document) throws WeightsException {
        var outputs = new ArrayList<TextMessage>();
        for (TextMessage layer : document.messages("layer")) {
            if (layer.text("type").equals("DetectionOutput")) {
                outputs.add(layer);
            }
        }
        if (outputs.size() != 1) {
            throw document.wrong("has " + outputs.size()
                    + " layers of type DetectionOutput, not one; the deploy.prototxt is needed, not that for training");
        }
        return outputs.get(0);
    }
}
