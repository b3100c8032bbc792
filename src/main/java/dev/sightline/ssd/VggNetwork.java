package dev.sightline.ssd;

import java.util.ArrayList;
import java.util.List;

/**
 * SSD on VGG-16 as in the paper (section 3) and the authors' {@code ssd_pascal.py}: fc6 and fc7 reduced to convolutions,
 * fc6 with dilation 6, pool3 in ceil mode, pool5 3×3 with stride 1, conv4_3 normalised for its head only. The layers have the
 * names that the authors' Caffe models give them.
 */
public final class VggNetwork {
    /** Convolutions of the five blocks of VGG-16, and their channels (arXiv 1409.1556, table 1, D). */
    private static final int[][] BLOCKS = {{2, 64}, {2, 128}, {3, 256}, {3, 512}, {3, 512}};

    private final Trunk trunk;
    private final List<Layer> sources = new ArrayList<>();

    private VggNetwork(int inputSize) {
        trunk = new Trunk(inputSize);
    }

    /** SSD300: pictures of 300×300 pixels, maps of 38, 19, 10, 5, 3 and 1 cells. */
    public static SsdNetwork ssd300(int classes, SsdLayout layout) {
        var network = new VggNetwork(300);
        network.backbone();
        network.extra("conv6", 256, 512, 2, 1);
        network.extra("conv7", 128, 256, 2, 1);
        network.extra("conv8", 128, 256, 1, 0);
        network.extra("conv9", 128, 256, 1, 0);
        return network.withHeads("ssd300_vgg16", 300, classes, layout);
    }

    /** SSD512: pictures of 512×512 pixels, maps of 64, 32, 16, 8, 4, 2 and 1 cells. */
    public static SsdNetwork ssd512(int classes, SsdLayout layout) {
        var network = new VggNetwork(512);
        network.backbone();
        network.extra("conv6", 256, 512, 2, 1);
        network.extra("conv7", 128, 256, 2, 1);
        network.extra("conv8", 128, 256, 2, 1);
        network.extra("conv9", 128, 256, 2, 1);
        network.trunk.conv("conv10_1", 128, 1, 1, 0).conv("conv10_2", 256, 4, 1, 1);
        network.sources.add(network.trunk.top());
        return network.withHeads("ssd512_vgg16", 512, classes, layout);
    }

    private void backbone() {
        for (int block = 0; block < BLOCKS.length; block++) {
            for (int i = 1; i <= BLOCKS[block][0]; i++) {
                trunk.conv("conv" + (block + 1) + "_" + i, BLOCKS[block][1], 3, 1, 1);
            }
            if (block == 3) {
                normalize();
            }
            boolean last = block == BLOCKS.length - 1;
            trunk.add(new MaxPool(
                    "pool" + (block + 1),
                    trunk.at(),
                    trunk.channels(),
                    trunk.size(),
                    last ? 3 : 2,
                    last ? 1 : 2,
                    last ? 1 : 0,
                    true));
        }
        trunk.add(new Convolution(
                "fc6", trunk.at(), trunk.channels(), trunk.size(), 1024, 3, 1, Padding.of(6), 6, 1, Rectifier.RELU));
        trunk.conv("fc7", 1024, 1, 1, 0);
        sources.add(trunk.top());
    }

    /** The first source; the trunk goes on without the norm. */
    private void normalize() {
        Layer conv = trunk.top();
        trunk.add(new ChannelNorm(conv.name() + "_norm", conv.name(), trunk.channels(), trunk.size()));
        sources.add(trunk.top());
        trunk.from(conv);
    }

    private void extra(String block, int narrow, int wide, int stride, int padding) {
        trunk.conv(block + "_1", narrow, 1, 1, 0).conv(block + "_2", wide, 3, stride, padding);
        sources.add(trunk.top());
    }

    private SsdNetwork withHeads(String name, int inputSize, int classes, SsdLayout layout) {
        var heads = new ArrayList<SsdNetwork.Head>();
        for (int i = 0; i < sources.size(); i++) {
            Layer source = sources.get(i);
            int boxes = layout.maps().get(i).shapes().size();
            heads.add(new SsdNetwork.Head(
                    head(source, "_mbox_loc", 4 * boxes), head(source, "_mbox_conf", classes * boxes)));
        }
        return new SsdNetwork(name, inputSize, classes, trunk.layers(), heads, layout);
    }

    private String head(Layer source, String suffix, int channels) {
        trunk.from(source).conv(source.name() + suffix, channels, 3, 1, Padding.of(1), Rectifier.NONE);
        return trunk.at();
    }
}
