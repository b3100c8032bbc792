package dev.sightline.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the words of Linux's linker and of JavaCPP. */
class NativeLibrariesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            libcuda.so.1: cannot open shared object file: No such file    | the NVIDIA driver is missing (libcuda.so.1): install it
            /tmp/x/libjninvinfer.so: libnvinfer.so.10: cannot open shared object file | libnvinfer.so.10 is missing: package with
            libnvonnxparser.so.10: cannot open shared object file         | libnvonnxparser.so.10 is missing: package with
            libcudart.so.12: cannot open shared object file               | libcudart.so.12 is missing: package with
            no jninvinfer in java.library.path: /usr/lib                  | the JNI library jninvinfer is missing: package with
            libnvinfer.so.10: undefined symbol: foo                       | a native library cannot be loaded:
            """)
    void namesWhatIsMissing(String words, String reason) {
        var failure = new ExceptionInInitializerError(new UnsatisfiedLinkError(words));
        failure.getException().initCause(new UnsatisfiedLinkError("something else"));

        assertThat(NativeLibraries.reason(failure)).startsWith(reason);
    }
}
