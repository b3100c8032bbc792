package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.sightline.model.EngineProbe.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnginesTest {
    private static final Engines WITHOUT =
            new Engines("TensorRT", device -> Finding.unusable("there is no NVIDIA driver"));
    private static final Engines WITH = new Engines("TensorRT", device -> Finding.usable(2));

    @Test
    void takesTensorRtWhereItCanRun() throws ModelException {
        assertThat(WITH.choose(settings(EngineChoice.AUTO)).get(0).engine()).isEqualTo("TensorRT");
    }

    @Test
    void takesTheCpuWhereItCannot() throws ModelException {
        var run = WITHOUT.choose(settings(EngineChoice.AUTO)).get(0);
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
        assertThat(broken.choose(settings(EngineChoice.CPU)).get(0).device()).isEqualTo(Device.cpu());
        assertThat(broken.choose(settings(EngineChoice.CUDA)).get(0).device()).isEqualTo(Device.gpu(0));
    }

    @Test
    void theProbeIsAskedAboutTheSameGpu() throws ModelException {
        var second = new Engines(
                "TensorRT", device -> device == 1 ? Finding.usable(2) : Finding.unusable("no GPU " + device));
        assertThat(devices(second, EngineChoice.TENSORRT, "1")).containsExactly(1);
    }

    @Test
    void takesSeveralGpusOrAllThatThereAre() throws ModelException {
        assertThat(devices(WITH, EngineChoice.TENSORRT, "1,0")).containsExactly(1, 0);
        assertThat(devices(WITH, EngineChoice.TENSORRT, "all")).containsExactly(0, 1);
        assertThat(devices(WITH, EngineChoice.CUDA, "0,3")).containsExactly(0, 3);
    }

    @Test
    void refusesAGpuThatIsNotThereUnlessItMayChoose() throws ModelException {
        assertThatThrownBy(() -> devices(WITH, EngineChoice.TENSORRT, "0,2"))
                .isInstanceOf(ModelException.class)
                .hasMessage("engine tensorrt cannot run: there is no GPU 2: the last one of this machine is 1");
        assertThat(devices(WITH, EngineChoice.AUTO, "0,2")).containsExactly(0);
    }

    @Test
    void opensOnTheGpusOnWhichItCanUnlessAllAreAskedFor() throws ModelException {
        Engines.Opener<Opened> opener = run -> {
            if (run.device().getDeviceId() == 0) {
                throw new ModelException("it is broken");
            }
            return new Opened(run);
        };
        assertThat(WITH.open(settings(EngineChoice.AUTO, "all"), opener))
                .extracting(opened -> opened.run().device())
                .containsExactly(Device.gpu(1));
        assertThat(WITH.open(settings(EngineChoice.AUTO, "0"), opener))
                .extracting(opened -> opened.run().device())
                .containsExactly(Device.cpu());
        assertThatThrownBy(() -> WITH.open(settings(EngineChoice.TENSORRT, "1,0"), opener))
                .hasMessage("it is broken");
    }

    /** Something that was opened. */
    private record Opened(EngineRun run) implements AutoCloseable {
        @Override
        public void close() {}
    }

    private static List<Integer> devices(Engines engines, EngineChoice engine, String devices) throws ModelException {
        return engines.choose(settings(engine, devices)).stream()
                .map(run -> run.device().getDeviceId())
                .toList();
    }

    @Test
    void tensorRtIsToldHowToBuild() throws ModelException {
        var settings = ModelSettings.DEFAULT
                .withEngine(EngineChoice.TENSORRT, Precision.INT8, Devices.FIRST)
                .withBatches(16, 3)
                .withPlans(Path.of("kept"));
        assertThat(WITH.choose(settings).get(0).options())
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
                .hasMessageEndingWith("; engine cuda needs a package made with mvn -Pcuda, CUDA 12 and cuDNN 9");
    }

    private static ModelSettings settings(EngineChoice engine) {
        return settings(engine, "0");
    }

    private static ModelSettings settings(EngineChoice engine, String devices) {
        return ModelSettings.DEFAULT.withEngine(engine, Precision.FP16, Devices.parse(devices));
    }
}
