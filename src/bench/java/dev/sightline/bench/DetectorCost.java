package dev.sightline.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.sightline.detect.Detector;
import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import dev.sightline.model.ModelSettings;
import dev.sightline.model.SsdDetector;
import dev.sightline.picture.ImageScaler;
import dev.sightline.picture.PictureFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a {@link Detector} costs beyond its network: pictures of the network's own size through {@link Detector#detect},
 * against the bare network in ONNX Runtime on the tensor of the same pictures, by turns, one thread each.
 */
final class DetectorCost {
    private static final ImageSize SIZE = new ImageSize(300, 300);
    private static final int WARM_UP = 15;
    private static final int ROUNDS = 61;

    private DetectorCost() {}

    /** Measures batches of 1 and 8. */
    static void measure(PrintStream out) throws Exception {
        Image street = ImageScaler.stretch(PictureFile.resource("/models/street.jpg"), SIZE);
        try (Detector detector = SsdDetector.open(ModelSettings.DEFAULT);
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // DJL makes the environment as it opens the detector, and there can be only one.
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            try (OrtSession session = environment.createSession(network(), options)) {
                for (int batch : new int[] {1, 8}) {
                    List<Image> images = Collections.nCopies(batch, street);
                    try (OnnxTensor tensor = OnnxTensor.createTensor(
                            environment, planes(images), new long[] {batch, 3, SIZE.height(), SIZE.width()})) {
                        compare(detector, images, session, tensor, out);
                    }
                }
            }
        }
    }

    private static void compare(
            Detector detector, List<Image> images, OrtSession session, OnnxTensor tensor, PrintStream out)
            throws OrtException {
        var detecting = new double[ROUNDS];
        var running = new double[ROUNDS];
        var ratios = new double[ROUNDS];
        int found = 0;
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            long start = System.nanoTime();
            session.run(Map.of("images", tensor)).close();
            long middle = System.nanoTime();
            found = detector.detect(images).get(0).size();
            long end = System.nanoTime();
            int at = Math.max(0, i);
            running[at] = (middle - start) / 1e6;
            detecting[at] = (end - middle) / 1e6;
            ratios[at] = detecting[at] / running[at];
        }
        out.printf(
                "batch %d: bare network %.2f ms, detector %.2f ms with %d objects a picture, median ratio of %d rounds"
                        + " %.3f%n",
                images.size(), median(running), median(detecting), found, ROUNDS, median(ratios));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static byte[] network() throws IOException {
        try (InputStream in = DetectorCost.class.getResourceAsStream("/models/ssdlite_mobilenet_v2_coco.onnx")) {
            return in.readAllBytes();
        }
    }

    /** The pictures as the bare network wants them: shape (batch, 3, 300, 300), red first, -1 to 1. */
    private static FloatBuffer planes(List<Image> images) {
        int plane = SIZE.width() * SIZE.height();
        FloatBuffer planes = ByteBuffer.allocateDirect(images.size() * 3 * plane * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (Image image : images) {
            for (int channel = 2; channel >= 0; channel--) {
                for (int i = 0; i < plane; i++) {
                    planes.put((image.bgr()[3 * i + channel] & 0xFF) / 127.5f - 1);
                }
            }
        }
        return planes.flip();
    }
}
