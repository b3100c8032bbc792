package dev.sightline.ssd;

import java.util.ArrayList;
import java.util.List;

/**
 * SSDLite on MobileNetV2 (M. Sandler et al., arXiv 1801.04381, sections 4 and 6.2) as TensorFlow's object detection API
 * builds it, batch norms folded into the convolutions. The layers have the API's names.
 */
public final class MobileNetwork {
    private static final int SIZE = 300;

    /** Expansion, channels, repeats, stride (arXiv 1801.04381, table 2). */
    private static final int[][] BLOCKS = {
        {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
    };

    /** Channels of the layers that follow the backbone, half of them in a narrow layer first. */
    private static final int[] EXTRAS = {512, 256, 256, 128};

    /** The block within which the first map lies: its expansion. */
    private static final int FIRST_SOURCE = 13;

    private static final String ROOT = "FeatureExtractor/MobilenetV2/";

    private final Trunk trunk = new Trunk(SIZE);
    private final List<Layer> sources = new ArrayList<>();

    private MobileNetwork() {}

    /** SSDLite: pictures of 300×300 pixels, maps of 19, 10, 5, 3, 2 and 1 cells. */
    public static SsdNetwork ssdLite(int classes) {
        var network = new MobileNetwork();
        network.backbone();
        for (int i = 0; i < EXTRAS.length; i++) {
            network.extra(i + 2, EXTRAS[i]);
        }
        return network.withHeads(classes);
    }

    /**
     * The default boxes of the API's {@code ssd_anchor_generator} with its settings for this network: scales from 0.2 to 0.95
     * in equal steps (SSD paper, equation 4), three boxes in the first map's cells, and the square of the next larger scale
     * last.
     */
    public static SsdLayout layout() {
        var maps = new ArrayList<SsdLayout.FeatureMap>();
        int[] sizes = {19, 10, 5, 3, 2, 1};
        for (int i = 0; i < sizes.length; i++) {
            maps.add(new SsdLayout.FeatureMap(sizes[i], 1.0 / sizes[i], shapes(i)));
        }
        return new SsdLayout(maps);
    }

    private static List<SsdLayout.Shape> shapes(int map) {
        double scale = 0.2 + 0.15 * map;
        if (map == 0) {
            return List.of(new SsdLayout.Shape(0.1, 1), new SsdLayout.Shape(scale, 2), new SsdLayout.Shape(scale, 0.5));
        }
        double next = map == 5 ? 1 : scale + 0.15;
        return List.of(
                new SsdLayout.Shape(scale, 1),
                new SsdLayout.Shape(scale, 2),
                new SsdLayout.Shape(scale, 0.5),
                new SsdLayout.Shape(scale, 3),
                new SsdLayout.Shape(scale, 0.3333),
                new SsdLayout.Shape(Math.sqrt(scale * next), 1));
    }

    private void backbone() {
        trunk.conv(ROOT + "Conv", 32, 3, 2, Padding.same(SIZE, 3, 2), Rectifier.RELU6);
        int index = 0;
        for (int[] block : BLOCKS) {
            for (int repeat = 0; repeat < block[2]; repeat++) {
                bottleneck(index++, block[0], block[1], repeat == 0 ? block[3] : 1);
            }
        }
        trunk.conv(ROOT + "Conv_1", 1280, 1, 1, Padding.NONE, Rectifier.RELU6);
        sources.add(trunk.top());
    }

    private void bottleneck(int index, int expansion, int outputs, int stride) {
        String name = ROOT + (index == 0 ? "expanded_conv" : "expanded_conv_" + index);
        String input = trunk.at();
        int channels = trunk.channels();
        if (expansion > 1) {
            trunk.conv(name + "/expand", expansion * channels, 1, 1, Padding.NONE, Rectifier.RELU6);
        }
        if (index == FIRST_SOURCE) {
            sources.add(trunk.top());
        }
        trunk.depthwise(name + "/depthwise", stride)
                .conv(name + "/project", outputs, 1, 1, Padding.NONE, Rectifier.NONE);
        if (stride == 1 && channels == outputs) {
            trunk.add(new Sum(name + "/add", trunk.at(), input, outputs, trunk.size()));
        }
    }

    private void extra(int index, int outputs) {
        String narrow = "layer_19_1_Conv2d_" + index + "_1x1_" + outputs / 2;
        String wide = "layer_19_2_Conv2d_" + index + "_3x3_s2_" + outputs;
        trunk.conv(ROOT + narrow, outputs / 2, 1, 1, Padding.NONE, Rectifier.RELU6)
                .depthwise(ROOT + wide + "_depthwise", 2)
                .conv(ROOT + wide, outputs, 1, 1, Padding.NONE, Rectifier.RELU6);
        sources.add(trunk.top());
    }

    private SsdNetwork withHeads(int classes) {
        SsdLayout layout = layout();
        var heads = new ArrayList<SsdNetwork.Head>();
        for (int i = 0; i < sources.size(); i++) {
            String name = "BoxPredictor_" + i + "/";
            int boxes = layout.maps().get(i).shapes().size();
            heads.add(new SsdNetwork.Head(
                    head(sources.get(i), name + "BoxEncodingPredictor", 4 * boxes),
                    head(sources.get(i), name + "ClassPredictor", classes * boxes)));
        }
        return new SsdNetwork("ssdlite_mobilenet_v2", SIZE, classes, trunk.layers(), heads, layout);
    }

    private String head(Layer source, String name, int channels) {
        trunk.from(source).depthwise(name + "_depthwise", 1).conv(name, channels, 1, 1, Padding.NONE, Rectifier.NONE);
        return trunk.at();
    }
}
