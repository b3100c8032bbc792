package dev.sightline.weights;

import com.google.protobuf.CodedOutputStream;
import dev.sightline.ssd.ChannelNorm;
import dev.sightline.ssd.Convolution;
import dev.sightline.ssd.Layer;
import dev.sightline.ssd.MaxPool;
import dev.sightline.ssd.Rectifier;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a network as the authors' {@code deploy.prototxt} and {@code .caffemodel} have it. */
final class CaffeModel {
    /** The numbers of {@code caffe.proto}. */
    private static final int NET_LAYER = 100;

    private static final int LAYER_NAME = 1;
    private static final int LAYER_TYPE = 2;
    private static final int LAYER_BLOBS = 7;
    private static final int BLOB_DATA = 5;
    private static final int BLOB_SHAPE = 7;
    private static final int SHAPE_DIM = 1;

    private final StringBuilder text = new StringBuilder();

    private CaffeModel() {}

    /**
     * The whole description.
     *
     * @param priors the parameters of the default boxes of each map, e.g. {@link PriorSizes#param}
     */
    static String prototxt(SsdNetwork network, IntFunction<String> priors) {
        return new CaffeModel().describe(network, priors);
    }

    private String describe(SsdNetwork network, IntFunction<String> priors) {
        text.append(
                "name: \"VGG_SSD_deploy\"\ninput: \"data\"\ninput_shape {\n  dim: 1\n  dim: 3\n  dim: %1$d\n  dim: %1$d\n}\n"
                        .formatted(network.inputSize()));
        network.layers().forEach(this::layer);
        List<String> sources = CaffeGraph.sources(network);
        for (int i = 0; i < sources.size(); i++) {
            for (String head : List.of(
                    network.heads().get(i).boxes(), network.heads().get(i).scores())) {
                reads(head, "Permute", "permute_param { order: 0 order: 2 order: 3 order: 1 }", head + "_perm");
                reads(head + "_perm", "Flatten", "flatten_param { axis: 1 }", head + "_flat");
            }
            String name = sources.get(i) + CaffeGraph.PRIORS;
            layer(name, "PriorBox", List.of(sources.get(i), "data"), name, priors.apply(i));
        }
        detections(network, sources);
        return text.toString();
    }

    private void detections(SsdNetwork network, List<String> sources) {
        concat("mbox_loc", 1, network.heads().stream().map(head -> head.boxes() + "_flat"));
        concat("mbox_conf", 1, network.heads().stream().map(head -> head.scores() + "_flat"));
        concat("mbox_priorbox", 2, sources.stream().map(source -> source + CaffeGraph.PRIORS));
        String shape = "reshape_param { shape { dim: 0 dim: -1 dim: %d } }".formatted(network.classes());
        reads("mbox_conf", "Reshape", shape, "mbox_conf_reshape");
        reads("mbox_conf_reshape", "Softmax", "softmax_param { axis: 2 }", "mbox_conf_softmax");
        reads("mbox_conf_softmax", "Flatten", "flatten_param { axis: 1 }", "mbox_conf_flatten");
        layer(
                "detection_out",
                "DetectionOutput",
                List.of("mbox_loc", "mbox_conf_flatten", "mbox_priorbox"),
                "detection_out",
                """
                include { phase: TEST }
                  detection_output_param {
                    num_classes: %d
                    share_location: true
                    background_label_id: 0
                    nms_param { nms_threshold: 0.45 top_k: 400 }
                    code_type: CENTER_SIZE
                    keep_top_k: 200
                    confidence_threshold: 0.01
                  }""".formatted(network.classes()));
    }

    private void layer(Layer layer) {
        List<String> inputs = List.of(layer.inputs().get(0).replace(SsdNetwork.INPUT, "data"));
        if (layer instanceof Convolution conv) {
            String param = "param { lr_mult: 1 decay_mult: 1 } param { lr_mult: 2 decay_mult: 0 }\n  "
                    + "convolution_param { num_output: %d pad: %d kernel_size: %d stride: %d dilation: %d }"
                            .formatted(
                                    conv.outputChannels(),
                                    conv.padding().before(),
                                    conv.kernel(),
                                    conv.stride(),
                                    conv.dilation());
            layer(conv.name(), "Convolution", inputs, conv.name(), param);
            if (conv.rectifier() == Rectifier.RELU) {
                layer(conv.name() + "_relu", "ReLU", List.of(conv.name()), conv.name(), "");
            }
        } else if (layer instanceof MaxPool pool) {
            String param = "pooling_param { pool: MAX kernel_size: %d stride: %d pad: %d }"
                    .formatted(pool.kernel(), pool.stride(), pool.padding());
            layer(pool.name(), "Pooling", inputs, pool.name(), param);
        } else if (layer instanceof ChannelNorm norm) {
            String param = "norm_param { across_spatial: false scale_filler { type: \"constant\" value: 20 } "
                    + "channel_shared: false }";
            layer(norm.name(), "Normalize", inputs, norm.name(), param);
        }
    }

    private void reads(String input, String type, String param, String name) {
        layer(name, type, List.of(input), name, param);
    }

    private void concat(String name, int axis, Stream<String> inputs) {
        layer(name, "Concat", inputs.toList(), name, "concat_param { axis: %d }".formatted(axis));
    }

    private void layer(String name, String type, List<String> inputs, String output, String param) {
        String bottoms = inputs.stream().map("  bottom: \"%s\"\n"::formatted).collect(Collectors.joining());
        text.append("layer {\n  name: \"%s\"\n  type: \"%s\"\n%s  top: \"%s\"\n  %s\n}\n"
                .formatted(name, type, bottoms, output, param));
    }

    /**
     * The weights.
     *
     * @param tensors by the parameter's name; those that are not there are left out
     */
    static void write(SsdNetwork network, Map<String, Tensor> tensors, OutputStream to) throws IOException {
        var out = CodedOutputStream.newInstance(to, 1 << 16);
        for (Layer layer : network.layers()) {
            var blobs = new ArrayList<Tensor>();
            for (var parameter : layer.parameters()) {
                Tensor tensor = tensors.get(parameter.name());
                if (tensor != null) {
                    blobs.add(tensor);
                }
            }
            String type = layer.getClass().getSimpleName();
            int size = CodedOutputStream.computeStringSize(LAYER_NAME, layer.name())
                    + CodedOutputStream.computeStringSize(LAYER_TYPE, type);
            for (Tensor blob : blobs) {
                size += message(LAYER_BLOBS, blobSize(blob));
            }
            begin(out, NET_LAYER, size);
            out.writeString(LAYER_NAME, layer.name());
            out.writeString(LAYER_TYPE, type);
            for (Tensor blob : blobs) {
                begin(out, LAYER_BLOBS, blobSize(blob));
                writeBlob(out, blob);
            }
        }
        out.flush();
    }

    private static void writeBlob(CodedOutputStream out, Tensor blob) throws IOException {
        begin(out, BLOB_DATA, Float.BYTES * blob.values().length);
        for (float value : blob.values()) {
            out.writeFloatNoTag(value);
        }
        begin(out, BLOB_SHAPE, shapeSize(blob));
        for (int size : blob.shape()) {
            out.writeInt64(SHAPE_DIM, size);
        }
    }

    private static int blobSize(Tensor blob) {
        return message(BLOB_DATA, Float.BYTES * blob.values().length) + message(BLOB_SHAPE, shapeSize(blob));
    }

    private static int shapeSize(Tensor blob) {
        return blob.shape().stream()
                .mapToInt(size -> CodedOutputStream.computeInt64Size(SHAPE_DIM, size))
                .sum();
    }

    private static int message(int field, int size) {
        return CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt32SizeNoTag(size) + size;
    }

    /** A length-delimited field. */
    private static void begin(CodedOutputStream out, int field, int size) throws IOException {
        out.writeTag(field, 2);
        out.writeUInt32NoTag(size);
    }
}
