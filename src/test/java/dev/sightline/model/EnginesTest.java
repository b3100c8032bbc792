package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnginesTest {
    private static final Engines WITHOUT = new Engines("TensorRT", device -> Optional.of("there is no NVIDIA driver"));
    private static final Engines WITH = new Engines("TensorRT", device -> Optional.empty());

    @Test
    void takesTensorRtWhereItCanRun() throws ModelException {
        assertThat(WITH.choose(settings(EngineChoice.AUTO)).engine()).isEqualTo("TensorRT");
    }

    @Test
    void takesTheCpuWhereItCannot() throws ModelException {
        var run = WITHOUT.choose(settings(EngineChoice.AUTO));
        assertThat(run).isEqualTo(EngineRun.cpu(settings(EngineChoice.AUTO)));
        assertThat(run.device()).isEqualTo(Device.cpu());
        assertThat(run.options()).containsEntry("intraOpNumThreads", "1");
    }

    @Test
    void saysWhatTensorRtMissesWhenItIsAskedFor() {
        assertThatThrownBy(() -> WITHOUT.choose(settings(EngineChoice.TENSORRT)))
                .isInstanceOf(ModelException.class)
                .hasMessage("engine tensorrt cannot run: there is no NVIDIA driver");
    }

    @Test
    void theCpuIsNotProbed() throws ModelException {
        var broken = new Engines("TensorRT", device -> {
            throw new AssertionError("nobody asked");
        });
        assertThat(broken.choose(settings(EngineChoice.CPU)).device()).isEqualTo(Device.cpu());
        assertThat(broken.choose(settings(EngineChoice.CUDA)).device()).isEqualTo(Device.gpu(0));
    }

    @Test
    void theProbeIsAskedAboutTheSameGpu() throws ModelException {
        var second =
                new Engines("TensorRT", device -> device == 1 ? Optional.empty() : Optional.of("no GPU " + device));
        var run = second.choose(ModelSettings.DEFAULT.withEngine(EngineChoice.TENSORRT, Precision.FP16, 1));
        assertThat(run.device()).isEqualTo(Device.gpu(1));
    }

    @Test
    void tensorRtIsToldHowToBuild() throws ModelException {
        var settings = ModelSettings.DEFAULT
                .withEngine(EngineChoice.TENSORRT, Precision.INT8, 0)
                .withBatches(16, 3)
                .withPlans(Path.of("kept"));
        assertThat(WITH.choose(settings).options())
                .isEqualTo(Map.of(
                        "precision",
                        "INT8",
                        "optBatch",
                        "16",
                        "maxBatch",
                        "16",
                        "contexts",
                        "3",
                        "cacheFolder",
                        "kept"));
    }

    @Test
    void refusesCudaInABuildWithoutIt() {
        assertThatThrownBy(() -> SsdDetector.open(settings(EngineChoice.CUDA)))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("OnnxRuntime on gpu(0) cannot load ssdlite_mobilenet_v2_coco.onnx: ")
                .hasMessageContaining("CUDA");
    }

    private static ModelSettings settings(EngineChoice engine) {
        return ModelSettings.DEFAULT.withEngine(engine, Precision.FP16, 0);
    }
}
