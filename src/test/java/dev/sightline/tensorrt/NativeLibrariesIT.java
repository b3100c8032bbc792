package dev.sightline.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real libraries on a machine without a GPU, in child processes. Needs the jars that the profile {@code gpu} fetches,
 * beside the Java ones in Maven's local repository.
 */
class NativeLibrariesIT {
    private static final String CUDART = "org/bytedeco/cuda/linux-x86_64/libcudart.so.12";
    private static final Path CACHE = Path.of("target", "javacpp").toAbsolutePath();

    @TempDir
    Path folder;

    private String classPath = "";
    private Path cache = CACHE;

    /** The class path without TensorRT itself, as the profile {@code gpu-system} makes it. */
    private String withoutTensorRt = "";

    /** Where JavaCPP unpacks TensorRT. */
    private Path unpacked = Path.of("");

    @BeforeEach
    void findJars() throws Exception {
        Path cuda = jar(org.bytedeco.cuda.presets.cudart.class);
        Path tensorRt = jar(org.bytedeco.tensorrt.presets.nvinfer.class);
        var jars = List.of(
                classified(cuda, "linux-x86_64"),
                classified(tensorRt, "linux-x86_64"),
                classified(tensorRt, "linux-x86_64-redist"));
        Path redist = classified(cuda, "linux-x86_64-redist");
        for (Path jar : List.of(jars.get(0), jars.get(1), jars.get(2), redist)) {
            assumeTrue(Files.exists(jar), "the libraries are not there (mvn -Pgpu package fetches them): " + jar);
        }
        Path runtime = folder.resolve("cuda");
        unpack(redist, runtime.resolve(CUDART));
        withoutTensorRt = String.join(
                File.pathSeparator,
                System.getProperty("java.class.path"),
                runtime.toString(),
                jars.get(0).toString(),
                jars.get(1).toString());
        classPath = withoutTensorRt + File.pathSeparator + jars.get(2);
        unpacked = CACHE.resolve(jars.get(2).getFileName()).resolve("org/bytedeco/tensorrt/linux-x86_64");
    }

    @Test
    void saysThatTheDriverIsMissing() throws Exception {
        assumeTrue(!driver(), "this machine has an NVIDIA driver");

        assertThat(run(ProbeMain.class, "", "0"))
                .contains("tensorrt unusable|the NVIDIA driver is missing (libcuda.so.1): install it");
    }

    @Test
    void loadsTheLibrariesAndRefusesToBuildWithoutADriver() throws Exception {
        assumeTrue(!driver(), "this machine has an NVIDIA driver");
        String driver = emptyDriver();

        assertThat(run(LibrariesMain.class, driver))
                .contains("TensorRT 10.6.0", "switch null", "OpenCV 6", "deleted what another pointer made")
                .contains("EngineException there is no NVIDIA driver on this machine: install it");
        assertThat(run(ProbeMain.class, driver, "0"))
                .contains("tensorrt unusable|there is no NVIDIA driver on this machine: install it");

        String system = driver + File.pathSeparator + unpacked;
        leaveTensorRtOut();
        assertThat(run(LibrariesMain.class, system))
                .as("a TensorRT that is installed, which this one stands for")
                .contains("TensorRT 10.6.0", "EngineException there is no NVIDIA driver on this machine: install it");
    }

    @Test
    void saysThatTensorRtIsMissing() throws Exception {
        assumeTrue(!driver(), "this machine has an NVIDIA driver");
        leaveTensorRtOut();

        assertThat(start(LibrariesMain.class, emptyDriver()).lines())
                .anyMatch(line -> line.endsWith("EngineException: libnvinfer.so.10 is missing: package with mvn -Pgpu,"
                        + " or install it on the system and package with -Pgpu-system"));
    }

    @Test
    void endsTheChildWhereTensorRtIsAskedWithoutADriver() throws Exception {
        assumeTrue(!driver(), "this machine has an NVIDIA driver");

        var child = start(LibrariesMain.class, emptyDriver(), "builder");

        assertThat(TensorRtProbe.result(child.exitCode(), String.join("\n", child.lines()))
                        .text())
                .startsWith("no TensorRT: the native libraries ended the probe with exit code 134: what():");
    }

    /** In another cache too, as JavaCPP links to what it has unpacked once. */
    private void leaveTensorRtOut() {
        classPath = withoutTensorRt;
        cache = folder.resolve("javacpp");
    }

    /** A library of the driver's name without anything in it, so that what links to it can be loaded. */
    private String emptyDriver() throws Exception {
        Path source = Files.writeString(folder.resolve("empty.c"), "int empty;");
        Path library = folder.resolve("libcuda.so.1");
        try {
            var process = new ProcessBuilder(
                            "cc",
                            "-shared",
                            "-fPIC",
                            "-Wl,-soname,libcuda.so.1",
                            "-o",
                            library.toString(),
                            source.toString())
                    .inheritIO()
                    .start();
            assumeTrue(process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0, "the C compiler failed");
        } catch (IOException e) {
            assumeTrue(false, "there is no C compiler to make an empty driver with");
        }
        return folder.toString();
    }

    private List<String> run(Class<?> main, String libraries, String... args) throws Exception {
        var child = start(main, libraries, args);
        assertThat(child.exitCode()).as("%s", child.lines()).isZero();
        return child.lines();
    }

    private Child start(Class<?> main, String libraries, String... args) throws Exception {
        Path output = folder.resolve("output.txt");
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                "-cp",
                classPath,
                main.getName());
        builder.command().addAll(List.of(args));
        builder.environment().put("LD_LIBRARY_PATH", libraries);
        var process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
            return new Child(process.exitValue(), Files.readAllLines(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean driver() {
        return Files.exists(Path.of("/proc/driver/nvidia/version"));
    }

    private static Path jar(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static Path classified(Path jar, String classifier) {
        return jar.resolveSibling(jar.getFileName().toString().replace(".jar", "-" + classifier + ".jar"));
    }

    private static void unpack(Path jar, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (var zip = new ZipFile(jar.toFile());
                var in = zip.getInputStream(zip.getEntry(CUDART))) {
            Files.copy(in, target);
        }
    }

    /** How a child ended and what it said. */
    private record Child(int exitCode, List<String> lines) {}
}
