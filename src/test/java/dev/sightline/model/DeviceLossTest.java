package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.detect.DetectionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceLossTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUDA failure 700: an illegal memory access was encountered ; GPU=0 ; hostname=gpu-1",
                "CUDA failure 719: unspecified launch failure ; GPU=1",
                "counting the GPUs failed: no CUDA-capable device is detected (CUDA error 100)",
                "Cuda Runtime (uncorrectable ECC error encountered)",
                "invalid device context",
                "the launch timed out and was terminated",
                "CUDA failure 999: unknown error"
            })
    void isFoundInTheWordsOfTheLibraries(String message) {
        assertThat(DeviceLoss.isMeantBy(failure(message))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUDA failure 2: out of memory ; GPU=0",
                "CUDA failure 1: invalid argument",
                "CUDA failure 7000",
                "the model's outputs are not finite numbers",
                "none of the 2 contexts became free in 60 s"
            })
    void isNotWhatConcernsOneBatch(String message) {
        assertThat(DeviceLoss.isMeantBy(failure(message))).isFalse();
    }

    private static DetectionException failure(String message) {
        return new DetectionException("the engine failed on a batch of 64", new IllegalStateException(message));
    }
}
