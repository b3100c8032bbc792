package dev.sightline.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made on a GPU is used as long as it lives and given back, whatever fails. */
class SessionTest {
    private static final String[] GIVING_BACK = {
        "free graph",
        "free context",
        "free engine",
        "free runtime",
        "free stream",
        "free event",
        "free pinned memory",
        "free device memory"
    };

    private final FakeGpu gpu = new FakeGpu();

    @Test
    void givesEverythingBackInTheRightOrderAndOnce() throws Exception {
        gpu.dataDependent = false;
        var model = load(Map.of("contexts", "1", "cudaGraphs", "1"));
        try (var predictor = predictor(model)) {
            ask(predictor, 3);
        }
        gpu.calls.clear();

        model.close();

        assertThat(gpu.callsNamed(GIVING_BACK))
                .containsExactly(
                        "free graph",
                        "free context",
                        "free context",
                        "free engine",
                        "free runtime",
                        "free stream",
                        "free event",
                        "free pinned memory",
                        "free device memory",
                        "free pinned memory",
                        "free device memory",
                        "free pinned memory",
                        "free device memory");
        assertThat(gpu.alive).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "use",
                "new event",
                "new stream",
                "build",
                "new runtime",
                "new engine",
                "new context",
                "driverVersion",
                "deviceCount"
            })
    void leaksNothingWhereLoadingFails(String step) {
        gpu.failing.put(step, "the library's own words");

        assertThatThrownBy(() -> load(Map.of("contexts", "3")))
                .isInstanceOf(EngineException.class)
                .hasMessage("the library's own words");
        assertThat(gpu.alive).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setShape",
                "new device memory",
                "new pinned memory",
                "bind",
                "copyIn",
                "enqueue",
                "copyOut",
                "record",
                "hasHappened"
            })
    void goesOnAfterABatchThatFails(String step) throws Exception {
        try (var model = load(Map.of("contexts", "1"));
                var predictor = predictor(model)) {
            gpu.failing.put(step, "the library's own words");

            assertThatThrownBy(() -> Doubling.ask(predictor, 1, 3))
                    .isInstanceOf(TranslateException.class)
                    .hasStackTraceContaining("EngineException: the library's own words");
            assertThat(Doubling.ask(predictor, 1, 3)).isEqualTo("[2.0, 6.0] [1]");
        }
        assertThat(gpu.alive).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "free context",
                "free engine",
                "free runtime",
                "free stream",
                "free event",
                "free pinned memory",
                "free device memory",
                "use"
            })
    void givesTheRestBackWhereOneThingCannotBe(String step) throws Exception {
        var model = load(Map.of("contexts", "2"));
        try (var predictor = predictor(model)) {
            Doubling.ask(predictor, 1, 3);
        }
        gpu.failing.put(step, "the library's own words");

        model.close();

        assertThat(gpu.alive).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void tellsThatMemoryRanOut() throws Exception {
        try (var model = load(Map.of());
                var predictor = predictor(model)) {
            gpu.failing.put("new device memory", "allocating failed: out of memory");

            assertThatThrownBy(() -> Doubling.ask(predictor, 1, 3))
                    .hasCauseInstanceOf(OutOfGpuMemoryException.class)
                    .hasStackTraceContaining("out of memory");
        }
    }

    @Test
    void isClosedOnceAndUsedNoMore() throws Exception {
        var model = load(Map.of());
        try (var predictor = predictor(model)) {
            model.close();
            gpu.calls.clear();
            model.close();

            assertThat(gpu.calls).isEmpty();
            assertThatThrownBy(() -> Doubling.ask(predictor, 1, 3)).isInstanceOf(Exception.class);
            assertThat(gpu.calls).doesNotContain("enqueue");
        }
    }

    @Test
    void usesItsMemoryAgainAndGrowsItWhenABatchIsLarger() throws Exception {
        gpu.largestBatch = 20_000;
        try (var model = load(Map.of("contexts", "1", "format", "plan"));
                var predictor = predictor(model)) {
            for (int i = 0; i < 100; i++) {
                Doubling.ask(predictor, new float[2 * (1 + i % 8)]);
            }
            assertThat(gpu.callsNamed("new device memory"))
                    .as("two inputs, two outputs")
                    .hasSize(4);

            var large = new float[2 * 20_000];
            large[39_999] = 7;
            assertThat(Doubling.ask(predictor, large)).endsWith("14.0] [39999]");

            assertThat(gpu.callsNamed("free device memory")).hasSize(3);
            assertThat(gpu.callsNamed("new device memory")).hasSize(7);
        }
        assertThat(gpu.alive).isEmpty();
    }

    @Test
    void tellsAContextOnlyWhatIsNew() throws Exception {
        try (var model = load(Map.of("contexts", "1"));
                var predictor = predictor(model)) {
            Doubling.ask(predictor, 1, 2);
            gpu.calls.clear();
            Doubling.ask(predictor, 3, 4);

            assertThat(gpu.callsNamed("setShape", "bind")).isEmpty();
        }
    }

    @Test
    void copiesOnlyWhatThereIsOfAnOutputWhoseSizeDependsOnValues() throws Exception {
        try (var model = load(Map.of("contexts", "1"));
                var predictor = predictor(model)) {
            assertThat(Doubling.ask(predictor, 0, 1)).endsWith("[]");
            assertThat(gpu.callsNamed("copyOut")).as("only the other output").hasSize(1);
            assertThat(Doubling.ask(predictor, 5, 1, 6, 7)).endsWith("[0, 2, 3]");
            assertThat(gpu.callsNamed("copyOut")).hasSize(3);
        }
    }

    @Test
    void refusesAPlanThatDoesNotSayTheSizesOfItsOutputs() throws Exception {
        gpu.shapeOutputs = false;
        try (var model = load(Map.of());
                var predictor = predictor(model)) {
            assertThatThrownBy(() -> Doubling.ask(predictor, 1, 3))
                    .hasStackTraceContaining("the plan does not say the shape of the output large");
        }
    }

    @Test
    void runsASizeAsAGraphFromTheSecondTimeOn() throws Exception {
        gpu.dataDependent = false;
        try (var model = load(Map.of("contexts", "1", "cudaGraphs", "1,2"));
                var predictor = predictor(model)) {
            for (int i = 1; i <= 4; i++) {
                assertThat(Doubling.ask(predictor, i, i)).isEqualTo("[" + 2f * i + ", " + 2f * i + "] []");
                assertThat(Doubling.ask(predictor, i, 1, 2, 3)).isEqualTo("[" + 2f * i + ", 2.0, 4.0, 6.0] []");
                Doubling.ask(predictor, 1, 1, 1, 1, 1, 1);
            }
            assertThat(gpu.callsNamed("new graph")).hasSize(2);
            assertThat(gpu.callsNamed("launch")).hasSize(2 * 3);
            assertThat(gpu.callsNamed("new context"))
                    .as("one for all sizes, one for each graph")
                    .hasSize(3);
        }
        assertThat(gpu.alive).isEmpty();
    }

    @Test
    void capturesAGraphAnewWhenMemoryHasMoved() throws Exception {
        gpu.dataDependent = false;
        gpu.largestBatch = 20_000;
        try (var model = load(Map.of("contexts", "1", "maxBatch", "1", "cudaGraphs", "1", "format", "plan"));
                var predictor = predictor(model)) {
            ask(predictor, 3);
            Doubling.ask(predictor, new float[2 * 20_000]);
            ask(predictor, 3);

            assertThat(gpu.callsNamed("new graph", "free graph"))
                    .containsExactly("new graph", "free graph", "new graph");
        }
        assertThat(gpu.alive).isEmpty();
    }

    @Test
    void runsWithoutGraphsWhereTheyCannotBe() throws Exception {
        try (var model = load(Map.of("contexts", "1", "cudaGraphs", "1"));
                var predictor = predictor(model)) {
            ask(predictor, 3);
        }
        assertThat(gpu.calls).doesNotContain("beginCapture", "launch");

        gpu.dataDependent = false;
        gpu.failing.put("endCapture", "operation not permitted when stream is capturing");
        try (var model = load(Map.of("contexts", "1", "cudaGraphs", "1"));
                var predictor = predictor(model)) {
            ask(predictor, 3);
        }
        assertThat(gpu.callsNamed("beginCapture")).hasSize(1);
        assertThat(gpu.alive).isEmpty();
    }

    @Test
    void lendsItsContextsToManyThreads() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try (var model = load(Map.of("contexts", "3"))) {
            var answers = new ArrayList<Callable<String>>();
            for (int i = 0; i < 400; i++) {
                float number = i;
                answers.add(() -> {
                    try (var predictor = predictor(model)) {
                        return Doubling.ask(predictor, number, 0);
                    }
                });
            }
            var futures = threads.invokeAll(answers, 30, TimeUnit.SECONDS);
            for (int i = 0; i < 400; i++) {
                assertThat(futures.get(i).get()).isEqualTo("[" + 2f * i + ", 0.0] " + (i > 2 ? "[0]" : "[]"));
            }
            assertThat(gpu.callsNamed("new context")).hasSize(3);
            assertThat(gpu.callsNamed("new stream")).hasSize(3);
        } finally {
            threads.shutdownNow();
        }
        assertThat(gpu.alive).isEmpty();
    }

    @Test
    void givesUpOnAGpuThatHangsAndLeavesItsMemoryAlone() throws Exception {
        var model = load(Map.of("contexts", "1", "waitSeconds", "1"));
        try (var predictor = predictor(model)) {
            gpu.hung = true;
            assertThatThrownBy(() -> Doubling.ask(predictor, 1, 3))
                    .hasStackTraceContaining("the GPU did not finish a batch in 1 s");
            assertThatThrownBy(() -> Doubling.ask(predictor, 1, 3))
                    .hasCauseInstanceOf(DeviceLostException.class)
                    .hasStackTraceContaining("the GPU was lost");
        }
        gpu.calls.clear();

        model.close();

        assertThat(gpu.callsNamed(GIVING_BACK)).isEmpty();
    }

    @Test
    void saysThatAGpuIsLostFromTheFirstBatchOn() throws Exception {
        try (var model = load(Map.of("contexts", "2"));
                var predictor = predictor(model)) {
            ask(predictor, 3);
            gpu.lost.add(0);
            for (int i = 0; i < 4; i++) {
                assertThatThrownBy(() -> Doubling.ask(predictor, 1, 3))
                        .hasCauseInstanceOf(DeviceLostException.class)
                        .hasStackTraceContaining("an illegal memory access was encountered (CUDA error 700)");
            }
        }
    }

    @Test
    void saysThatAGpuIsLostAlsoWhereTensorRtOnlySaysThatItFailed() throws Exception {
        var model = load(Map.of("contexts", "1"));
        try (var predictor = predictor(model)) {
            gpu.failing.put("enqueue", "running a batch failed");
            gpu.failing.put("record", "recording an event failed: unspecified launch failure (CUDA error 719)");

            assertThatThrownBy(() -> Doubling.ask(predictor, 1, 3))
                    .hasCauseInstanceOf(DeviceLostException.class)
                    .hasStackTraceContaining("running a batch failed: recording an event failed: unspecified launch");
        }
        model.close();
    }

    @Test
    void runsOnSeveralGpusAndGoesOnWhereOneIsLost() throws Exception {
        gpu.devices = 2;
        try (var first = load(Map.of("device", "0"));
                var second = load(Map.of("device", "1"));
                var here = predictor(first);
                var there = predictor(second)) {
            ask(here, 1);
            ask(there, 2);
            assertThat(gpu.ran).containsExactly(0, 1, 1);

            gpu.lost.add(0);
            assertThatThrownBy(() -> Doubling.ask(here, 1, 3)).hasCauseInstanceOf(DeviceLostException.class);
            ask(there, 3);
        }
    }

    @Test
    void doesNotWaitForeverForAContext() throws Exception {
        try (var model = load(Map.of("contexts", "1", "waitSeconds", "1"));
                var first = predictor(model);
                var second = predictor(model)) {
            var slow = new Thread(
                    () -> assertThatCode(() -> Doubling.ask(first, 1, 3)).doesNotThrowAnyException());
            gpu.queueing.acquire();
            try {
                slow.start();
                await().until(() -> gpu.calls.contains("enqueue"));

                assertThatThrownBy(() -> Doubling.ask(second, 1, 3))
                        .hasStackTraceContaining("none of the 1 contexts became free in 1 s");
            } finally {
                gpu.queueing.release();
            }
            slow.join(10_000);
        }
    }

    private static void ask(Predictor<float[], Doubling.Answer> predictor, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(Doubling.ask(predictor, i, 3)).startsWith("[" + 2f * i + ", 6.0]");
        }
    }

    private static Predictor<float[], Doubling.Answer> predictor(Model model) {
        return model.newPredictor(new Doubling(2));
    }

    private Model load(Map<String, String> options) throws Exception {
        var model = new TensorRtEngine("fake", gpu::natives).newModel("doubling", null);
        model.load(new ByteArrayInputStream("plan".getBytes(StandardCharsets.UTF_8)), options);
        return model;
    }
}
