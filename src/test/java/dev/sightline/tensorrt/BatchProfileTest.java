package dev.sightline.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchProfileTest {
    private static final Shape PIXELS = new Shape(-1, 300, 300, 3);

    @ParameterizedTest
    @CsvSource({"1", "8", "4096"})
    void onlyTheBatchIsOpen(int batch) {
        assertThat(new BatchProfile("pixels", PIXELS).of(batch)).isEqualTo(new Shape(batch, 300, 300, 3));
        assertThat(PIXELS).as("it stays as it was").isEqualTo(new Shape(-1, 300, 300, 3));
    }

    @Test
    void refusesOtherOpenShapesAndNamesTheInput() {
        for (Shape shape : new Shape[] {
            new Shape(),
            new Shape(8, 300, 300, 3),
            new Shape(8, -1, -1, 3),
            new Shape(-1, -1, -1, 3),
            new Shape(-1, 3, -1)
        }) {
            assertThatThrownBy(() -> new BatchProfile("pixels", shape))
                    .isInstanceOf(EngineException.class)
                    .hasMessageStartingWith("input pixels has the shape")
                    .hasMessageContaining("only the first size, that of the batch, may be open");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 65536", "1, 65536", "65536, 65536", "65537, 131072", "4147200, 4194304"})
    void memoryIsPaddedToWholeSteps(long bytes, long padded) {
        var gpu = new FakeGpu();
        gpu.use(0);
        try (var device = new DeviceMemory(gpu);
                var pinned = new PinnedMemory(gpu)) {
            long address = device.atLeast(bytes);
            assertThat(pinned.atLeast(bytes).bytes().capacity()).isEqualTo((int) padded);

            assertThat(device.atLeast(padded)).as("all of it is there").isEqualTo(address);
            device.atLeast(padded + 1);
            assertThat(gpu.callsNamed("new device memory")).hasSize(2);
        }
        assertThat(gpu.alive).isEmpty();
    }

    @Test
    void refusesATensorThatJavaCannotSee() {
        try (var pinned = new PinnedMemory(new FakeGpu())) {
            assertThatThrownBy(() -> pinned.atLeast(1L << 31))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("a tensor of 2147483648 bytes is too large: 2 GiB is the limit");
        }
    }
}
