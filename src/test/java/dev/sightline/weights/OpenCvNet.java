package dev.sightline.weights;

import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;

/** A Caffe network that OpenCV runs by itself, layers and all. Not thread-safe. */
final class OpenCvNet implements AutoCloseable {
    private final Net net;

    private OpenCvNet(Net net) {
        this.net = net;
    }

    static OpenCvNet read(Path prototxt, Path caffemodel) {
        Net net = opencv_dnn.readNetFromCaffe(prototxt.toString(), caffemodel.toString());
        net.enableWinograd(false); // whose rounding is coarser
        return new OpenCvNet(net);
    }

    /** A network without weights. */
    static OpenCvNet describe(String prototxt) {
        byte[] bytes = prototxt.getBytes(StandardCharsets.UTF_8);
        try (var text = new BytePointer(bytes)) {
            return new OpenCvNet(opencv_dnn.readNetFromCaffe(text, bytes.length));
        }
    }

    void input(String name, float[] values, int... shape) {
        try (var data = new FloatPointer(values);
                var mat = new Mat(shape, opencv_core.CV_32F, data)) {
            net.setInput(mat, name, 1, new Scalar(0.0));
        }
    }

    /** What the blobs hold after one run. */
    Map<String, float[]> run(List<String> blobs) {
        try (var results = new MatVector();
                var names = new StringVector(blobs.toArray(String[]::new))) {
            net.forward(results, names);
            var values = new HashMap<String, float[]>();
            for (int i = 0; i < blobs.size(); i++) {
                try (Mat mat = results.get(i)) {
                    float[] numbers = new float[Math.toIntExact(mat.total())];
                    mat.<FloatBuffer>createBuffer().get(numbers);
                    values.put(blobs.get(i), numbers);
                }
            }
            return values;
        }
    }

    @Override
    public void close() {
        net.close();
    }
}
