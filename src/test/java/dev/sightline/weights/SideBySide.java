package dev.sightline.weights;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.sightline.detect.Detection;
import dev.sightline.detect.Labels;
import dev.sightline.detect.NonMaximumSuppression;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.onnx.OnnxFile;
import dev.sightline.onnx.ServingGraph;
import dev.sightline.onnx.SsdGraph;
import dev.sightline.ssd.DefaultBoxGenerator;
import dev.sightline.ssd.PictureCandidates;
import dev.sightline.ssd.SsdDecoder;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.Tensor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A network as Caffe's files, in OpenCV, which runs all of Caffe's layers, and, read from the same files, in ours. */
final class SideBySide implements AutoCloseable {
    private static final double CLOSE = 1e-4;
    private static final String DETECTIONS = "detection_out";

    private final ImportedNetwork imported;
    private final OpenCvNet openCv;
    private final OrtSession serving;
    private final SsdDecoder decoder;

    private SideBySide(Path prototxt, Path caffemodel) throws IOException, OrtException {
        imported = CaffeWeights.read(prototxt, caffemodel);
        openCv = OpenCvNet.read(prototxt, caffemodel);
        serving = OrtEnvironment.getEnvironment().createSession(ServingGraph.wrap(OnnxFile.read(raw()), wrapping()));
        var selection = imported.selection();
        var labels = new Labels(IntStream.range(0, imported.network().classes())
                .mapToObj(i -> "class " + i)
                .toList());
        decoder = new SsdDecoder(
                labels,
                true,
                selection.clipsFirst(),
                new NonMaximumSuppression(selection.iou(), selection.perClass(), selection.total()));
    }

    private byte[] raw() {
        return SsdGraph.write(imported.network(), imported.weights());
    }

    private ServingGraph.Wrapping wrapping() {
        int size = imported.network().inputSize();
        var used = IntStream.range(0, imported.network().classes())
                .mapToObj(i -> i > 0)
                .toList();
        return new ServingGraph.Wrapping(
                new ServingGraph.Input(SsdNetwork.INPUT, size, size, imported.normalization()),
                SsdGraph.BOXES,
                SsdGraph.SCORES,
                imported.activation(),
                imported.coder(),
                DefaultBoxGenerator.generate(imported.network().layout()),
                used);
    }

    /** Writes {@code ssd.prototxt} and {@code ssd.caffemodel} and loads them twice. */
    static SideBySide write(Path folder, PriorSizes sizes, SsdNetwork network, Map<String, Tensor> tensors)
            throws IOException, OrtException {
        Path prototxt = folder.resolve("ssd.prototxt");
        Path caffemodel = folder.resolve("ssd.caffemodel");
        Files.writeString(prototxt, CaffeModel.prototxt(network, sizes::wholeParam));
        try (var out = new BufferedOutputStream(Files.newOutputStream(caffemodel), 1 << 16)) {
            CaffeModel.write(network, tensors, out);
        }
        return new SideBySide(prototxt, caffemodel);
    }

    ImportedNetwork imported() {
        return imported;
    }

    /** One detection, its box cut off at the picture's edge, as ours are and Caffe's are not. */
    record Row(int classIndex, double score, List<Double> box) {
        boolean isCloseTo(Row other) {
            return classIndex == other.classIndex
                    && Math.abs(score - other.score) < CLOSE
                    && IntStream.range(0, 4).allMatch(i -> Math.abs(box.get(i) - other.box.get(i)) < CLOSE);
        }
    }

    /** What OpenCV finds in each picture. */
    List<List<Row>> openCv(byte[] pixels, int batch) {
        float[] found =
                Objects.requireNonNull(run(pixels, batch, List.of(DETECTIONS)).get(DETECTIONS));
        List<List<Row>> rows = new ArrayList<>();
        IntStream.range(0, batch).forEach(i -> rows.add(new ArrayList<>()));
        for (int i = 0; i < found.length; i += 7) {
            double[] box = new double[4];
            for (int j = 0; j < 4; j++) {
                box[j] = Math.max(0, Math.min(1, found[i + 3 + j]));
            }
            boolean isThere = found[i + 2] > 0 && box[2] > box[0] && box[3] > box[1];
            if (isThere) {
                rows.get((int) found[i]).add(row((int) found[i + 1], found[i + 2], box));
            }
        }
        return rows;
    }

    /** What ours finds in each picture. */
    List<List<Row>> ours(byte[] pixels, int batch) throws OrtException {
        var environment = OrtEnvironment.getEnvironment();
        int size = imported.network().inputSize();
        float[] minScore = {(float) imported.selection().minScore()};
        try (var pictures = OnnxTensor.createTensor(
                        environment, ByteBuffer.wrap(pixels), new long[] {batch, size, size, 3}, OnnxJavaType.UINT8);
                var score = OnnxTensor.createTensor(environment, minScore);
                var outputs = serving.run(Map.of(ServingGraph.PIXELS, pictures, ServingGraph.MIN_SCORE, score))) {
            long[][] candidates =
                    (long[][]) tensor(outputs, ServingGraph.CANDIDATES).getValue();
            float[] scores =
                    (float[]) tensor(outputs, ServingGraph.CANDIDATE_SCORES).getValue();
            float[][] boxes =
                    (float[][]) tensor(outputs, ServingGraph.CANDIDATE_BOXES).getValue();
            var rows = new ArrayList<List<Row>>();
            for (int picture = 0; picture < batch; picture++) {
                rows.add(decoder.decode(candidates(picture, candidates, scores, boxes)).stream()
                        .map(SideBySide::row)
                        .toList());
            }
            return rows;
        }
    }

    private static PictureCandidates candidates(int picture, long[][] candidates, float[] scores, float[][] boxes) {
        int[] mine = IntStream.range(0, candidates.length)
                .filter(i -> candidates[i][0] == picture)
                .toArray();
        float[] ofScores = new float[mine.length];
        float[] corners = new float[4 * mine.length];
        for (int i = 0; i < mine.length; i++) {
            ofScores[i] = scores[mine[i]];
            System.arraycopy(boxes[mine[i]], 0, corners, 4 * i, 4);
        }
        return new PictureCandidates(
                Arrays.stream(mine).map(i -> (int) candidates[i][1]).toArray(),
                Arrays.stream(mine).map(i -> (int) candidates[i][2]).toArray(),
                ofScores,
                corners);
    }

    /** The largest difference of an offset or a logit. */
    double largestDifference(byte[] pixels, int batch) throws OrtException {
        int size = imported.network().inputSize();
        var environment = OrtEnvironment.getEnvironment();
        try (var session = environment.createSession(raw());
                var pictures = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(normalised(pixels)), new long[] {batch, 3, size, size});
                var outputs = session.run(Map.of(SsdNetwork.INPUT, pictures))) {
            Map<String, float[]> theirs = run(pixels, batch, List.of("mbox_loc", "mbox_conf"));
            return Math.max(
                    largestDifference(tensor(outputs, SsdGraph.BOXES), theirs.get("mbox_loc")),
                    largestDifference(tensor(outputs, SsdGraph.SCORES), theirs.get("mbox_conf")));
        }
    }

    private static double largestDifference(OnnxTensor tensor, float @Nullable [] theirs) {
        FloatBuffer ours = tensor.getFloatBuffer();
        if (theirs == null || ours.remaining() != theirs.length) {
            throw new AssertionError("OpenCV has not " + ours.remaining() + " numbers");
        }
        double largest = 0;
        for (float number : theirs) {
            largest = Math.max(largest, Math.abs(number - ours.get()));
        }
        return largest;
    }

    private Map<String, float[]> run(byte[] pixels, int batch, List<String> blobs) {
        int size = imported.network().inputSize();
        openCv.input("data", normalised(pixels), batch, 3, size, size);
        return openCv.run(blobs);
    }

    /** Blue, green and red planes less the mean. */
    private float[] normalised(byte[] pixels) {
        int cells = imported.network().inputSize() * imported.network().inputSize();
        float[] planes = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int channel = i % 3;
            int picture = i / 3 / cells;
            double mean = imported.normalization().mean().get(channel);
            planes[(3 * picture + channel) * cells + i / 3 % cells] = (float) ((pixels[i] & 0xff) - mean);
        }
        return planes;
    }

    /** Coarse patches of colour under fine noise; blue, green, red of each pixel. */
    byte[] pictures(long seed, int batch) {
        var random = new SplittableRandom(seed);
        int size = imported.network().inputSize();
        byte[] pixels = new byte[batch * size * size * 3];
        for (int plane = 0; plane < batch * 3; plane++) {
            int patch = 20 + random.nextInt(40);
            int across = size / patch + 1;
            int[] colours = IntStream.range(0, across * across)
                    .map(i -> random.nextInt(200))
                    .toArray();
            for (int i = 0; i < size * size; i++) {
                int colour = colours[i / size / patch * across + i % size / patch];
                pixels[(plane / 3 * size * size + i) * 3 + plane % 3] = (byte) (colour + random.nextInt(56));
            }
        }
        return pixels;
    }

    private static OnnxTensor tensor(OrtSession.Result outputs, String name) {
        return (OnnxTensor) outputs.get(name).orElseThrow();
    }

    private static Row row(Detection detection) {
        BoundingBox box = detection.box();
        double[] edges = {box.left(), box.top(), box.right(), box.bottom()};
        return row(detection.classIndex(), detection.score(), edges);
    }

    private static Row row(int classIndex, double score, double[] box) {
        return new Row(classIndex, score, Arrays.stream(box).boxed().toList());
    }

    @Override
    public void close() throws OrtException {
        openCv.close();
        serving.close();
    }
}
