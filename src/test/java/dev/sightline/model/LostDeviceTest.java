package dev.sightline.model;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.detect.BatchSettings;
import dev.sightline.detect.Batcher;
import dev.sightline.detect.Detection;
import dev.sightline.detect.EngineLostException;
import dev.sightline.frame.Image;
import dev.sightline.metrics.MicrometerMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A detector on GPUs that are lost while it works; each is ONNX Runtime on the CPU in disguise. */
@Timeout(120)
class LostDeviceTest {
    private static final String SAID = "CUDA failure 700: an illegal memory access was encountered ; GPU=0";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MicrometerMetrics metrics = new MicrometerMetrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void theCpuTakesOverWhereTheEngineMayBeChosen() throws IOException {
        var engine = SmallEngine.register("LostOne", 8, "");
        try (var detector = open(engine, EngineChoice.AUTO, "0")) {
            assertThat(detector.engine().text()).isEqualTo("LostOne on gpu(0)");
            assertThat(detector.engine().gpus()).containsExactly(0);
            var before = detector.detect(dogs(3));

            engine.lost.put(0, SAID);
            assertThat(detector.detect(dogs(3)))
                    .as("the lost batch is run again")
                    .isEqualTo(before);
            assertThat(detector.engine().text())
                    .isEqualTo("OnnxRuntime on the CPU; gpu(0) was lost (" + SAID
                            + "): the CPU looks at the pictures from now on");
            assertThat(detector.engine().working()).isTrue();
            assertThat(detector.engine().gpus()).isEmpty();

            int batches = engine.batches.size();
            assertThat(detector.detect(dogs(1))).hasSize(1);
            assertThat(engine.batches).as("nobody asks a lost GPU again").hasSize(batches);
        }
        assertThat(metrics.scrape()).contains("sightline_gpus_lost_total{gpu=\"0\"} 1.0");
    }

    @Test
    void itStopsWithAClearStatusWhereTheEngineWasAskedFor() throws IOException {
        var engine = SmallEngine.register("LostAskedFor", 8, "");
        try (var detector = open(engine, EngineChoice.TENSORRT, "0")) {
            engine.lost.put(0, SAID);
            String status = "gpu(0) was lost (" + SAID
                    + "): no picture is looked at any more; look after the GPU and start again";
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> detector.detect(dogs(2)))
                        .isInstanceOf(EngineLostException.class)
                        .hasMessage(status);
            }
            assertThat(detector.engine().working()).isFalse();
            assertThat(detector.engine().text()).endsWith(status);
        }
    }

    @Test
    void severalGpusShareTheWorkAndOneThatIsLostLeavesTheOtherWorking() throws Exception {
        var engine = SmallEngine.register("Two", 8, "");
        try (var detector = open(engine, EngineChoice.TENSORRT, "all");
                var batcher = new Batcher(detector, new BatchSettings(1, 1, PATIENCE), metrics)) {
            assertThat(detector.engine().batches()).as("two in each GPU").isEqualTo(4);
            List<Detection> expected = batcher.detect(dog());
            engine.devices.clear();

            // Four batches at once, or the barrier breaks and the test with it.
            var four = new CyclicBarrier(4);
            engine.before = device -> meet(four);
            assertThat(together(batcher, 4)).containsOnly(expected);
            assertThat(engine.devices).containsExactlyInAnyOrder(0, 0, 1, 1);

            engine.before = device -> {};
            engine.lost.put(0, SAID);
            engine.devices.clear();
            assertThat(together(batcher, 12)).as("no frame is lost").hasSize(12).containsOnly(expected);
            assertThat(engine.devices).containsOnly(1);
            assertThat(detector.engine().text())
                    .isEqualTo("Two on gpu(1); gpu(0) was lost (" + SAID + "): Two on gpu(1) goes on");
            assertThat(detector.engine().working()).isTrue();
        }
        assertThat(metrics.scrape()).contains("sightline_gpus_lost_total{gpu=\"0\"} 1.0");
    }

    @Test
    void theCpuTakesOverWhenTheLastOfSeveralIsLost() throws IOException {
        var engine = SmallEngine.register("TwoLost", 8, "");
        try (var detector = open(engine, EngineChoice.AUTO, "0,1")) {
            engine.lost.put(1, SAID);
            engine.lost.put(0, SAID);
            assertThat(detector.detect(dogs(2))).hasSize(2);
            assertThat(detector.engine().text())
                    .startsWith("OnnxRuntime on the CPU; gpu(0) was lost")
                    .contains("; gpu(1) was lost");
        }
    }

    private SsdDetector open(SmallEngine engine, EngineChoice choice, String devices) throws ModelException {
        var settings = ModelSettings.DEFAULT
                .withEngine(choice, Precision.FP16, Devices.parse(devices))
                .withBatches(8, 2);
        return SsdDetector.open(
                settings, metrics, new Engines(engine.getEngineName(), device -> EngineProbe.Finding.usable(2)));
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(60, SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the batches were not run at the same time", e);
        }
    }

    /** What so many threads get that each hand in one picture. */
    private static List<List<Detection>> together(Batcher batcher, int count) throws Exception {
        var threads = Executors.newFixedThreadPool(count);
        try {
            var results = new ArrayList<CompletableFuture<List<Detection>>>();
            Image dog = dog();
            for (int i = 0; i < count; i++) {
                results.add(CompletableFuture.supplyAsync(() -> batcher.detect(dog), threads));
            }
            var all = new ArrayList<List<Detection>>();
            for (var result : results) {
                all.add(result.get(60, SECONDS));
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Image dog() throws IOException {
        return Golden.image("dog");
    }

    private static List<Image> dogs(int count) throws IOException {
        return Collections.nCopies(count, dog());
    }
}
