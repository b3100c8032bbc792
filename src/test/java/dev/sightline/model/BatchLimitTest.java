package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.detect.DetectionException;
import dev.sightline.metrics.PipelineMetrics;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchLimitTest {
    private final AtomicInteger halved = new AtomicInteger();
    private final BatchLimit limit = new BatchLimit(64, new PipelineMetrics() {
        @Override
        public void batchHalved() {
            halved.incrementAndGet();
        }
    });

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Out of memory",
                "CUDA error cudaErrorMemoryAllocation: out of memory",
                "CUDA_ERROR_OUT_OF_MEMORY",
                "Requested amount of GPU memory (4294967296 bytes) could not be allocated: OutOfMemory (no further information)",
                "BFCArena::AllocateRawInternal Failed to allocate memory for requested buffer of size 9437184",
                "std::bad_alloc"
            })
    void isHalvedWhenTheMemoryIsNotEnough(String message) {
        limit.halve(64, failure(message));
        assertThat(limit.size()).isEqualTo(32);
        assertThat(halved).hasValue(1);
    }

    @Test
    void isHalvedForTheJavaHeap() {
        limit.halve(64, new DetectionException("it failed", new OutOfMemoryError("Java heap space")));
        assertThat(limit.size()).isEqualTo(32);
    }

    @Test
    void doesNotGrowWhenASlowerThreadFailsToo() {
        limit.halve(16, failure("out of memory"));
        limit.halve(64, failure("out of memory"));
        assertThat(limit.size()).isEqualTo(8);
    }

    @Test
    void isLeftAsItIsByOtherFailures() {
        var failure = failure("an illegal memory access was encountered");
        assertThatThrownBy(() -> limit.halve(64, failure)).isSameAs(failure);
        assertThat(limit.size()).isEqualTo(64);
        assertThat(halved).hasValue(0);
    }

    @Test
    void aSinglePictureCannotBeHalved() {
        var failure = failure("out of memory");
        assertThatThrownBy(() -> limit.halve(1, failure)).isSameAs(failure);
    }

    private static DetectionException failure(String message) {
        return new DetectionException("the engine failed on a batch of 64", new IllegalStateException(message));
    }
}
