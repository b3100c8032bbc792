package dev.sightline.tensorrt;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TensorRtProbeTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void namesTheJniLibraryWhereOnlyTheJavaSideIsThere() {
        var probe = new TensorRtProbe(List.of(), classPath(jar -> !jar.contains("linux-x86_64")));

        assertThat(probe.ask(0, LIMIT).text())
                .startsWith("no TensorRT: the JNI library jnicudart is missing: package with mvn -Pgpu");
    }

    @Test
    void saysThatTheJavaSideIsMissing() {
        var probe = new TensorRtProbe(
                List.of(), classPath(jar -> !jar.contains("bytedeco" + File.separator + "cuda" + File.separator)));

        assertThat(probe.ask(0, LIMIT).text())
                .startsWith("no TensorRT: the Java classes of CUDA and TensorRT are missing");
    }

    @Test
    void startsNoChildWhereTheJavaSideIsMissing() {
        var probe = new TensorRtProbe(ClassLoader.getPlatformClassLoader());

        assertThat(probe.ask(0, Duration.ofNanos(1)).text())
                .startsWith("no TensorRT: the Java classes of CUDA and TensorRT are missing");
    }

    @Test
    void givesTheChildTheClassPathOfALoaderOfItsOwn() throws Exception {
        Path jar = Path.of("a folder", "some.jar").toAbsolutePath();
        try (var classes = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            assertThat(new TensorRtProbe(classes).command(0)).containsSubsequence("-cp", jar.toString());
        }
    }

    @Test
    void doesNotLetJavaCppCountTheMemoryOfCuda() {
        assertThat(new TensorRtProbe().command(0)).contains("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    }

    @Test
    void waitsNoLongerThanItsLimit() {
        assertThat(new TensorRtProbe().ask(0, Duration.ofMillis(1)))
                .isEqualTo(new TensorRtProbe.Unusable("the probe did not answer in 1 ms"));
    }

    @Test
    void takesTheDeathOfTheChildForANo() {
        var probe = new TensorRtProbe(List.of("-XX:NoSuchOption"), classPath(jar -> true));

        assertThat(probe.ask(0, LIMIT).text())
                .isEqualTo("no TensorRT: the native libraries ended the probe with exit code 1: "
                        + "Unrecognized VM option 'NoSuchOption'");
    }

    @Test
    void saysTheLastWordsOfALibraryThatAborted() {
        String output = """
                terminate called after throwing an instance of 'nvinfer1::CudaError'
                  what():  CUDA initialization failure with error: 35
                """;

        assertThat(TensorRtProbe.result(134, output))
                .isEqualTo(new TensorRtProbe.Unusable("the native libraries ended the probe with exit code 134: "
                        + "what():  CUDA initialization failure with error: 35"));
    }

    @Test
    void findsTheAnswerAmongWhatLibrariesPrint() {
        var result = TensorRtProbe.result(0, "Warning: x\ntensorrt usable|NVIDIA H200|9.0|10.6.0|2\nbye\n");

        assertThat(result).isEqualTo(new TensorRtProbe.Usable("NVIDIA H200", "9.0", "10.6.0", 2));
        assertThat(result.text()).isEqualTo("TensorRT 10.6.0 on NVIDIA H200, compute capability 9.0");
    }

    private static String classPath(Predicate<String> wanted) {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(wanted)
                .collect(joining(File.pathSeparator));
    }
}
