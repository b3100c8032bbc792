package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.detect.DetectionException;
import dev.sightline.frame.Image;
import dev.sightline.metrics.PipelineMetrics;
import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The detector on an engine that DJL finds by name. */
class EngineByNameTest {
    private static final ModelSettings ASKED_FOR = ModelSettings.DEFAULT
            .withEngine(EngineChoice.TENSORRT, Precision.FP16, Devices.FIRST)
            .withBatches(8, 1);

    private final AtomicInteger halved = new AtomicInteger();
    private final PipelineMetrics metrics = new PipelineMetrics() {
        @Override
        public void batchHalved() {
            halved.incrementAndGet();
        }
    };

    @Test
    void aBatchThatIsTooLargeForTheMemoryIsHalvedUntilItFits() throws IOException {
        var engine = SmallEngine.register("Small", 3, "CUDA failure 2: out of memory");
        try (var detector = SsdDetector.open(ASKED_FOR, metrics, there("Small"));
                var plain = SsdDetector.open(ModelSettings.DEFAULT)) {
            Image dog = Golden.image("dog");
            var found = detector.detect(Collections.nCopies(9, dog));
            assertThat(found).hasSize(9).allMatch(found.get(0)::equals);
            assertThat(found.get(0))
                    .isEqualTo(plain.detect(Collections.nCopies(1, dog)).get(0));
            detector.detect(Collections.nCopies(4, dog));
        }
        assertThat(engine.batches).containsExactly(2L, 8L, 4L, 2L, 2L, 2L, 2L, 1L, 2L, 2L);
        assertThat(halved).hasValue(2);
        assertThat(engine.options)
                .hasSize(1)
                .first()
                .isEqualTo(EngineRun.tensorRt("Small", ASKED_FOR, 0).options());
    }

    @Test
    void otherFailuresAreNotTriedAgain() throws IOException {
        var engine = SmallEngine.register("Faulty", 2, "the kernel takes no such shape");
        try (var detector = SsdDetector.open(ASKED_FOR, metrics, there("Faulty"))) {
            Image dog = Golden.image("dog");
            assertThatThrownBy(() -> detector.detect(Collections.nCopies(3, dog)))
                    .isInstanceOf(DetectionException.class)
                    .hasMessage("the engine failed on a batch of 3: the kernel takes no such shape");
        }
        assertThat(engine.batches).containsExactly(2L, 3L);
        assertThat(halved).hasValue(0);
    }

    @Test
    void aModelThatDoesNotSayWhereIsNotRunInEightBits() {
        var engine = SmallEngine.register("Eight", 8, "");
        var settings = ASKED_FOR.withEngine(EngineChoice.TENSORRT, Precision.INT8, Devices.FIRST);
        assertThatThrownBy(() -> SsdDetector.open(settings, metrics, there("Eight")))
                .isInstanceOf(ModelException.class)
                .hasMessage("precision int8 is for models that say where, but ssdlite_mobilenet_v2_coco.onnx has no"
                        + " DequantizeLinear: take fp16, or quantise the model");
        assertThat(engine.options).isEmpty();
    }

    @Test
    void anEngineThatFailsIsReplacedByTheCpuUnlessItWasAskedFor() throws IOException {
        SmallEngine.register("Missing", 0, "the plan is of another GPU");
        assertThatThrownBy(() -> SsdDetector.open(ASKED_FOR, metrics, there("Missing")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("the plan is of another GPU");
        var auto = ModelSettings.DEFAULT.withEngine(EngineChoice.AUTO, Precision.FP16, Devices.FIRST);
        try (var detector = SsdDetector.open(auto, metrics, there("Missing"))) {
            assertThat(detector.detect(Collections.nCopies(1, Golden.image("dog")))
                            .get(0))
                    .isNotEmpty();
        }
    }

    /** Takes an engine for TensorRT. */
    private static Engines there(String name) {
        return new Engines(name, device -> EngineProbe.Finding.usable(1));
    }
}
