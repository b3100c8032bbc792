package dev.sightline.tensorrt;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finds out whether TensorRT can be used here. The native libraries are tried in a child process, a Java of the same version
 * and class path, so that a crash in them is only a "no".
 */
public final class TensorRtProbe {
    private static final Duration LAST_WAIT = Duration.ofSeconds(5);
    private static final int LONGEST_OUTPUT = 64 << 10;

    private final ClassLoader classes;
    private final List<String> jvmOptions;
    private final String classPath;

    /** A probe of this process's class path. */
    public TensorRtProbe() {
        this(TensorRtProbe.class.getClassLoader());
    }

    TensorRtProbe(ClassLoader classes) {
        this(classes, List.of(), classPath(classes));
    }

    TensorRtProbe(List<String> jvmOptions, String classPath) {
        this(TensorRtProbe.class.getClassLoader(), jvmOptions, classPath);
    }

    private TensorRtProbe(ClassLoader classes, List<String> jvmOptions, String classPath) {
        this.classes = classes;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.classPath = classPath;
    }

    /** Also where it is not Java's own, as in Maven's {@code exec:java}. */
    private static String classPath(ClassLoader classes) {
        return classes instanceof URLClassLoader own
                ? Stream.of(own.getURLs())
                        .map(url -> Path.of(URI.create(url.toString())).toString())
                        .collect(joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    /** What a probe finds. */
    public sealed interface Result {
        /** One line for people. */
        String text();
    }

    /**
     * TensorRT can be used.
     *
     * @param gpu as its driver calls it
     * @param capability of the GPU, such as {@code 9.0}
     * @param version of TensorRT, such as {@code 10.6.0}
     * @param gpus how many GPUs there are
     */
    public record Usable(String gpu, String capability, String version, int gpus) implements Result {
        @Override
        public String text() {
            return "TensorRT " + version + " on " + gpu + ", compute capability " + capability;
        }
    }

    /**
     * TensorRT cannot be used.
     *
     * @param reason which library, driver or GPU is missing
     */
    public record Unusable(String reason) implements Result {
        @Override
        public String text() {
            return "no TensorRT: " + reason;
        }
    }

    /**
     * Starts the child and waits for its answer. Without the Java side of TensorRT there is nothing to try, nor a child.
     *
     * @param device number of the GPU
     * @param limit how long the child may take; it reads 1.7 GB of libraries when all is well
     */
    public Result ask(int device, Duration limit) {
        if (!NativeLibraries.hasJavaSide(classes)) {
            return new Unusable(NativeLibraries.NO_JAVA_SIDE);
        }
        try {
            Path output = Files.createTempFile("tensorrt-probe", ".txt");
            try {
                return ask(device, limit, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return new Unusable("the probe cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unusable("the probe was interrupted");
        }
    }

    private Result ask(int device, Duration limit, Path output) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command(device))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Unusable("the probe did not answer in " + limit.toMillis() + " ms");
            }
            return result(process.exitValue(), read(output));
        } finally {
            process.destroyForcibly().waitFor(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    List<String> command(int device) {
        var command = new ArrayList<String>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(List.of("-Xmx256m", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + nowhere()));
        // JavaCPP else fails once the process has more than four times its heap in use, and CUDA may well take that.
        command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("org.bytedeco.javacpp.") || name.equals("java.library.path"))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath, ProbeMain.class.getName(), Integer.toString(device)));
        return command;
    }

    private static String nowhere() {
        return File.separatorChar == '/' ? "/dev/null" : "NUL";
    }

    private static String read(Path output) throws IOException {
        try (var in = Files.newInputStream(output)) {
            return new String(in.readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8);
        }
    }

    /** What a child's exit code and output mean. */
    static Result result(int exitCode, String output) {
        for (String line : output.lines().toList()) {
            if (line.startsWith(ProbeMain.USABLE)) {
                var parts = List.of(line.substring(ProbeMain.USABLE.length()).split("\\|", -1));
                return parts.size() == 4 && parts.get(3).matches("\\d{1,4}")
                        ? new Usable(parts.get(0), parts.get(1), parts.get(2), Integer.parseInt(parts.get(3)))
                        : new Unusable("the probe answered " + line);
            }
            if (line.startsWith(ProbeMain.UNUSABLE)) {
                return new Unusable(line.substring(ProbeMain.UNUSABLE.length()));
            }
        }
        return new Unusable("the native libraries ended the probe with exit code " + exitCode + lastWords(output));
    }

    /** The line of a C++ exception's message, else the first line of all. */
    private static String lastWords(String output) {
        var lines = output.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.stream()
                .filter(line -> line.startsWith("what():"))
                .findFirst()
                .or(() -> lines.stream().findFirst())
                .map(line -> ": " + line)
                .orElse("");
    }
}
