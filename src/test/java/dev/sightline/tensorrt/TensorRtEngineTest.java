package dev.sightline.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.EngineProvider;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.translate.TranslateException;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorRtEngineTest {
    @TempDir
    Path folder;

    private final FakeGpu gpu = new FakeGpu();

    /** DJL keeps engines for ever, so each test has one of its own name. */
    private final String name = "TensorRT of " + System.identityHashCode(this);

    TensorRtEngineTest() {
        var engine = new TensorRtEngine(name, gpu::natives);
        Engine.registerEngine(new EngineProvider() {
            @Override
            public String getEngineName() {
                return name;
            }

            @Override
            public int getEngineRank() {
                return TensorRtEngine.RANK;
            }

            @Override
            public Engine getEngine() {
                return engine;
            }
        });
    }

    @Test
    void isFoundByDjlButIsNotItsDefault() {
        assertThat(Engine.hasEngine("TensorRT")).isTrue();
        assertThat(Engine.getEngine("TensorRT").getRank())
                .isGreaterThan(Engine.getEngine("OnnxRuntime").getRank());
        assertThat(Engine.getEngine("OnnxRuntime").getEngineName()).isEqualTo("OnnxRuntime");
    }

    @Test
    void hasNoGpuWhereThereIsNone() {
        gpu.driver = 0;

        assertThat(Engine.getEngine(name).getGpuCount()).isZero();
        assertThatThrownBy(() -> Engine.getEngine(name)
                        .newModel("m", null)
                        .load(new ByteArrayInputStream(new byte[1]), Map.of()))
                .isInstanceOf(EngineException.class)
                .hasMessage("there is no NVIDIA driver on this machine: install it");
        assertThat(gpu.calls).doesNotContain("new runtime", "build");
    }

    @Test
    void saysWhichGpuIsMissing() {
        assertThatThrownBy(() -> Engine.getEngine(name)
                        .newModel("m", null)
                        .load(new ByteArrayInputStream(new byte[1]), Map.of("device", "3")))
                .isInstanceOf(EngineException.class)
                .hasMessage("there is no GPU 3: the last one of this machine is 0");
    }

    @Test
    void buildsAnOnnxFileAndPredicts() throws Exception {
        Path onnx = Files.write(folder.resolve("net.onnx"), new byte[] {1, 2, 3});
        Path plan = folder.resolve("saved/net.plan");
        Path timings = folder.resolve("timings.bin");

        try (var model = criteria(onnx)
                        .optOption("maxBatch", "16")
                        .optOption("optBatch", "4")
                        .optOption("precision", "int8")
                        .optOption("workspaceMiB", "512")
                        .optOption("plan", plan.toString())
                        .optOption("timingCache", timings.toString())
                        .build()
                        .loadModel();
                var predictor = model.newPredictor()) {
            assertThat(Doubling.ask(predictor, 1, 2, 3, 4)).isEqualTo("[2.0, 4.0, 6.0, 8.0] [2, 3]");
        }

        assertThat(gpu.built.onnx()).containsExactly(1, 2, 3);
        assertThat(gpu.built.settings()).isEqualTo(new BuildSettings(4, 16, Precision.INT8, 512));
        assertThat(plan).hasContent("plan");
        assertThat(timings).hasContent("timings");
        assertThat(folder.resolve("saved")).isDirectoryNotContaining("glob:**.part");
        assertThat(gpu.alive).isEmpty();
    }

    @Test
    void handsTheTimingCacheToTheNextBuild() throws Exception {
        Path timings = Files.writeString(folder.resolve("timings.bin"), "earlier");
        Path onnx = Files.write(folder.resolve("net.onnx"), new byte[1]);

        criteria(onnx)
                .optOption("timingCache", timings.toString())
                .build()
                .loadModel()
                .close();

        assertThat(gpu.built.timingCache()).asString().isEqualTo("earlier");
    }

    @Test
    void findsThePlanAndTheTimingsOfEarlierBuilds() throws Exception {
        Path cache = folder.resolve("cache");
        Path one = Files.write(folder.resolve("one.onnx"), new byte[] {1});
        Path two = Files.write(folder.resolve("two.onnx"), new byte[] {2});

        for (Path onnx : List.of(one, one, two, one)) {
            criteria(onnx)
                    .optOption("cacheFolder", cache.toString())
                    .build()
                    .loadModel()
                    .close();
        }
        assertThat(gpu.calls).filteredOn("build"::equals).hasSize(2);
        assertThat(gpu.built.onnx()).containsExactly(2);
        assertThat(gpu.built.timingCache()).asString().isEqualTo("timings");

        criteria(one)
                .optOption("cacheFolder", cache.toString())
                .optOption("precision", "fp32")
                .build()
                .loadModel()
                .close();
        assertThat(gpu.calls)
                .filteredOn("build"::equals)
                .as("another precision")
                .hasSize(3);
    }

    @Test
    void sharesAPlanBetweenEqualCardsAndBuildsOneForEachKind() throws Exception {
        gpu.devices = 3;
        gpu.names.put(2, "Another");
        Path onnx = Files.write(folder.resolve("net.onnx"), new byte[] {1});

        for (String device : List.of("0", "1", "2", "0", "2")) {
            criteria(onnx)
                    .optOption("cacheFolder", folder.resolve("cache").toString())
                    .optOption("device", device)
                    .build()
                    .loadModel()
                    .close();
        }
        assertThat(gpu.calls).filteredOn("build"::equals).hasSize(2);
        assertThat(gpu.alive).isEmpty();
    }

    @Test
    void buildsAnewAKeptPlanThatCannotBeOpenedButNotOneThatWasJustBuilt() throws Exception {
        Path onnx = Files.write(folder.resolve("net.onnx"), new byte[] {1});
        var criteria = criteria(onnx)
                .optOption("cacheFolder", folder.resolve("cache").toString())
                .build();
        gpu.plan = "of another TensorRT";
        assertThatThrownBy(criteria::loadModel).hasStackTraceContaining("Magic tag does not match");
        assertThat(gpu.callsNamed("build")).hasSize(1);

        gpu.plan = "plan";
        criteria.loadModel().close();
        assertThat(gpu.callsNamed("build")).hasSize(2);

        criteria.loadModel().close();
        assertThat(gpu.callsNamed("build")).as("the new one is kept").hasSize(2);
        assertThat(gpu.alive).isEmpty();
    }

    @Test
    void buildsNothingAnewWhereTheGpuHasNoMemoryForAKeptPlan() throws Exception {
        Path onnx = Files.write(folder.resolve("net.onnx"), new byte[] {1});
        var criteria = criteria(onnx)
                .optOption("cacheFolder", folder.resolve("cache").toString())
                .build();
        criteria.loadModel().close();
        gpu.failing.put("new engine", "opening the plan failed: out of memory");

        assertThatThrownBy(criteria::loadModel).hasStackTraceContaining("out of memory");
        assertThat(gpu.callsNamed("build")).hasSize(1);
        assertThat(gpu.alive).isEmpty();
    }

    @Test
    void goesOnWhereItCannotSaveThePlan() throws Exception {
        Path onnx = Files.write(folder.resolve("net.onnx"), new byte[1]);
        Path file = Files.writeString(folder.resolve("file"), "not a folder");

        try (var model = criteria(onnx)
                .optOption("plan", file.resolve("net.plan").toString())
                .build()
                .loadModel()) {
            assertThat(model.describeOutput().keys()).containsExactly("doubled", "large");
        }
    }

    @Test
    void loadsASavedPlanWithoutBuilding() throws Exception {
        Path plan = Files.writeString(folder.resolve("net.plan"), "plan");

        try (var model = criteria(plan).build().loadModel();
                var predictor = model.newPredictor()) {
            assertThat(Doubling.ask(predictor, 5, 1)).isEqualTo("[10.0, 2.0] [0]");
            assertThat(model.describeInput().keys()).containsExactly("numbers", "least");
        }
        assertThat(gpu.calls).doesNotContain("build");
    }

    @Test
    void refusesADamagedPlanAndGivesAllBack() throws Exception {
        Path plan = Files.writeString(folder.resolve("net.plan"), "rubbish");

        assertThatThrownBy(() -> criteria(plan).build().loadModel())
                .hasStackTraceContaining("opening the plan failed: Magic tag does not match");
        assertThat(gpu.alive).isEmpty();
    }

    @Test
    void namesAnOptionThatItDoesNotKnowOrThatIsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadOptions.of(Map.of("maxBach", "3")))
                .withMessageContaining("maxBach");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadOptions.of(Map.of("maxBatch", "4", "optBatch", "5")))
                .withMessage("option optBatch must be a whole number from 1 to 4, not 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadOptions.of(Map.of("precision", "fp8")))
                .withMessage("option precision must be fp32, fp16 or int8, not fp8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadOptions.of(Map.of("cudaGraphs", "1, 99")))
                .withMessageContaining("cudaGraphs");
    }

    @Test
    void refusesInputsThatTheModelCannotTake() throws Exception {
        Path plan = Files.writeString(folder.resolve("net.plan"), "plan");
        gpu.largestBatch = 2;

        try (var model = criteria(plan).build().loadModel();
                var predictor = model.newPredictor()) {
            assertThatThrownBy(() -> predictor.predict(new float[6]))
                    .isInstanceOf(TranslateException.class)
                    .hasMessageContaining("input numbers must be float32 of the shape (-1, 2), at most (2, 2), not");
            assertThat(Doubling.ask(predictor, 1, 2)).isEqualTo("[2.0, 4.0] []");
        }
    }

    @Test
    void keepsArraysOfEveryTypeThatModelsUse() {
        try (var manager = Engine.getEngine(name).newBaseManager()) {
            assertThat(manager.create(new long[] {1, -2}).toLongArray()).containsExactly(1, -2);
            assertThat(manager.create(new int[] {3}).toIntArray()).containsExactly(3);
            assertThat(manager.create(new float[] {1.5f}).toFloatArray()).containsExactly(1.5f);
            var bytes =
                    ByteBuffer.allocateDirect(2).order(ByteOrder.nativeOrder()).put(0, (byte) 200);
            NDArray pixels = manager.create(bytes, new Shape(2), DataType.UINT8);
            bytes.put(1, (byte) 7);
            assertThat(pixels.toUint8Array())
                    .as("the buffer itself, not a copy")
                    .containsExactly(200, 7);
            assertThat(manager.zeros(new Shape(2)).toFloatArray()).containsExactly(0, 0);
        }
    }

    private Criteria.Builder<float[], Doubling.Answer> criteria(Path file) {
        return Criteria.builder()
                .setTypes(float[].class, Doubling.Answer.class)
                .optEngine(name)
                .optModelPath(file)
                .optTranslator(new Doubling(2));
    }
}
