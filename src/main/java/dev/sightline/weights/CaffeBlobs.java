package dev.sightline.weights;

import dev.sightline.ssd.Parameter;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.Tensor;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_dnn.Layer;
import org.bytedeco.opencv.opencv_dnn.Net;

/**
 * The learned numbers in a {@code .caffemodel}, through OpenCV. OpenCV sees a description of ours in which every layer does
 * nothing, so that it neither checks nor changes what it hands on.
 */
final class CaffeBlobs {
    private CaffeBlobs() {}

    /**
     * The numbers of a network by {@link Parameter#name}; those that the file does not have are left out.
     *
     * @param file its name, for messages
     * @param model the file's content
     */
    static Map<String, Tensor> read(String file, byte[] model, SsdNetwork network) throws WeightsException {
        byte[] names = description(network).getBytes(StandardCharsets.UTF_8);
        try (var text = new BytePointer(names);
                var data = new BytePointer(model);
                Net net = opencv_dnn.readNetFromCaffe(text, names.length, data, model.length)) {
            var tensors = new HashMap<String, Tensor>();
            for (var layer : network.layers()) {
                if (!layer.parameters().isEmpty()) {
                    copy(layer.parameters(), net, tensors);
                }
            }
            return tensors;
        } catch (RuntimeException e) {
            throw new WeightsException(file + ": not a Caffe model, or not a whole one; load it again", e);
        }
    }

    private static String description(SsdNetwork network) {
        var text = new StringBuilder("input: \"" + SsdNetwork.INPUT + "\"\n");
        for (var layer : network.layers()) {
            text.append("layer { name: \"%1$s\" type: \"Identity\" bottom: \"%2$s\" top: \"%1$s\" }%n"
                    .formatted(layer.name(), SsdNetwork.INPUT));
        }
        return text.toString();
    }

    private static void copy(List<Parameter> parameters, Net net, Map<String, Tensor> into) {
        try (Layer layer = net.getLayer(parameters.get(0).layer());
                MatVector blobs = layer.blobs()) {
            for (int i = 0; i < parameters.size() && i < blobs.size(); i++) {
                Parameter parameter = parameters.get(i);
                try (Mat blob = blobs.get(i)) {
                    into.put(parameter.name(), tensor(blob, parameter.shape()));
                }
            }
        }
    }

    /** Old files write a bias of n numbers as 1×1×1×n: dimensions of 1 are not told apart. */
    private static Tensor tensor(Mat blob, List<Integer> wanted) {
        var shape = new ArrayList<Integer>();
        for (int i = 0; i < blob.dims(); i++) {
            shape.add(blob.size(i));
        }
        if (blob.type() != opencv_core.CV_32F) {
            throw new IllegalArgumentException("a blob of another type");
        }
        float[] values = new float[Math.toIntExact(blob.total())];
        FloatBuffer numbers = blob.createBuffer();
        numbers.get(values);
        return new Tensor(withoutOnes(shape).equals(withoutOnes(wanted)) ? wanted : shape, values);
    }

    private static List<Integer> withoutOnes(List<Integer> shape) {
        return shape.stream().filter(size -> size != 1).toList();
    }
}
