package dev.sightline.model;

import dev.sightline.tensorrt.DeviceLostException;
import java.util.regex.Pattern;

/** Whether a failure means that a GPU does nothing more for this process. */
final class DeviceLoss {
    /**
     * What ONNX Runtime repeats of CUDA: the numbers that {@link DeviceLostException} stands for in TensorRT, and the words of
     * {@code cudaGetErrorString} for them.
     */
    private static final Pattern WORDS =
            Pattern.compile("CUDA (failure|error) (46|100|101|201|214|220|700|702|709|71[04-9]|999)\\b"
                    + "|CUDA-capable device\\(s\\) is/are busy|no CUDA-capable device|invalid device (ordinal|context)"
                    + "|uncorrectable (ECC|NVLink) error|an illegal (memory access|instruction) was encountered"
                    + "|launch timed out and was terminated|context is destroyed|device-side assert triggered"
                    + "|hardware stack error|misaligned address|global/shared address space|invalid program counter"
                    + "|unspecified launch failure");

    private DeviceLoss() {}

    /** Whether it or what led to it does. */
    static boolean isMeantBy(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DeviceLostException
                    || WORDS.matcher(String.valueOf(cause.getMessage())).find()) {
                return true;
            }
        }
        return false;
    }
}
