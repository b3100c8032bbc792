package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.onnxruntime.OrtException;
import dev.sightline.onnx.RawHeads;
import dev.sightline.onnx.SsdGraph;
import dev.sightline.ssd.LayoutRule;
import dev.sightline.ssd.LivelyWeights;
import dev.sightline.ssd.MobileNetwork;
import dev.sightline.ssd.Parameter;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.VggNetwork;
import dev.sightline.ssd.Weights;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SsdBlockIT {
    private static Engine engine;

    private NDManager manager;

    @BeforeAll
    static void findEngine() {
        try {
            engine = Engine.getEngine("PyTorch");
        } catch (RuntimeException | LinkageError e) {
            abort("skipped: PyTorch does not run on this machine: " + e);
        }
    }

    @BeforeEach
    void open() {
        manager = engine.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    static Stream<SsdNetwork> networks() {
        return Stream.of(
                MobileNetwork.ssdLite(7),
                VggNetwork.ssd300(5, LayoutRule.SSD300_VOC.layout()),
                VggNetwork.ssd512(3, LayoutRule.SSD512_VOC.layout()));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void saysWhatTheServingGraphSays(SsdNetwork network) throws OrtException {
        Weights weights = LivelyWeights.of(network, 11);
        int size = network.inputSize();
        float[] images = RawHeads.noise(1, size, 12);

        NDList outputs = forward(initialized(network, weights), images);

        assertThat(outputs.get(0).getShape())
                .isEqualTo(new Shape(1, network.layout().boxCount(), 4));
        assertThat(outputs.get(1).getShape())
                .isEqualTo(new Shape(1, network.layout().boxCount(), network.classes()));
        new RawHeads(outputs.get(0).toFloatArray(), outputs.get(1).toFloatArray())
                .assertSame(RawHeads.run(SsdGraph.write(network, weights), images, size), 1e-4);
    }

    @Test
    void aBatchGivesWhatItsPicturesGive() {
        SsdNetwork network = MobileNetwork.ssdLite(3);
        SsdBlock block = initialized(network, LivelyWeights.of(network, 1));
        float[] first = RawHeads.noise(1, 300, 2);
        float[] both = new float[2 * first.length];
        System.arraycopy(RawHeads.noise(1, 300, 3), 0, both, 0, first.length);
        System.arraycopy(first, 0, both, first.length, first.length);

        NDList batch = forward(block, both);
        NDList alone = forward(block, first);

        new RawHeads(batch.get(0).get(1).toFloatArray(), batch.get(1).get(1).toFloatArray())
                .assertSame(
                        new RawHeads(alone.get(0).toFloatArray(), alone.get(1).toFloatArray()), 1e-5);
    }

    @Test
    void weightsGoInAndComeBack() {
        SsdNetwork network = MobileNetwork.ssdLite(3);
        Weights weights = Weights.random(network, 4);

        Weights back = initialized(network, weights).weights();

        for (Parameter parameter : network.parameters()) {
            assertThat(back.get(parameter).shape()).isEqualTo(parameter.shape());
            assertThat(back.get(parameter).values())
                    .as(parameter.name())
                    .isEqualTo(weights.get(parameter).values());
        }
    }

    static Stream<SsdNetwork> smallNetworks() {
        return networks().limit(2);
    }

    @ParameterizedTest
    @MethodSource("smallNetworks")
    void aStepAgainstTheGradientLowersTheLossAndMovesEveryParameter(SsdNetwork network) {
        Weights start = LivelyWeights.of(network, 21);
        SsdBlock block = initialized(network, start);
        float[] images = RawHeads.noise(1, network.inputSize(), 22);
        var descent =
                Optimizer.sgd().setLearningRateTracker(Tracker.fixed(1e-4f)).build();

        float before = loss(forward(block, images)).getFloat();
        try (var collector = engine.newGradientCollector()) {
            collector.backward(loss(block.forward(store(), images(network, images), true)));
        }
        block.getParameters()
                .values()
                .forEach(parameter -> descent.update(
                        parameter.getName(),
                        parameter.getArray(),
                        parameter.getArray().getGradient()));

        assertThat(loss(forward(block, images)).getFloat()).isLessThan(before);
        Weights end = block.weights();
        assertThat(network.parameters())
                .filteredOn(parameter -> Arrays.equals(
                        start.get(parameter).values(), end.get(parameter).values()))
                .isEmpty();
    }

    @Test
    void refusesPicturesOfAnotherSize() {
        SsdNetwork network = MobileNetwork.ssdLite(3);
        var block = new SsdBlock(network, Weights.random(network, 4));
        assertThatThrownBy(() -> block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 512, 512)))
                .hasMessage(
                        "ssdlite_mobilenet_v2 reads pictures of the shape (batch, 3, 300, 300), not (1, 3, 512, 512)");
    }

    /** How far all outputs are from 1. */
    private static NDArray loss(NDList outputs) {
        return outputs.get(0)
                .sub(1)
                .square()
                .mean()
                .add(outputs.get(1).sub(1).square().mean());
    }

    private SsdBlock initialized(SsdNetwork network, Weights weights) {
        var block = new SsdBlock(network, weights);
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, network.inputSize(), network.inputSize()));
        return block;
    }

    private NDList forward(SsdBlock block, float[] images) {
        int size = (int) block.getInputShapes()[0].get(2);
        NDArray input = manager.create(images, new Shape(images.length / (3L * size * size), 3, size, size));
        return block.forward(store(), new NDList(input), false);
    }

    private NDList images(SsdNetwork network, float[] images) {
        return new NDList(manager.create(images, new Shape(1, 3, network.inputSize(), network.inputSize())));
    }

    private ParameterStore store() {
        return new ParameterStore(manager, false);
    }
}
