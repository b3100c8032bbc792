package dev.sightline.bench;

import dev.sightline.Main;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Java process of its own. */
final class Worker implements AutoCloseable {
    private static final long CLOSE_SECONDS = 15;
    private static final String RESIDENT = "VmRSS:";

    private final Process process;

    private Worker(Process process) {
        this.process = process;
    }

    /**
     * Starts a Sightline with everything of its own, its log too, in {@code folder}, and returns at once.
     *
     * @param config what it does, as YAML
     */
    static Worker start(Path folder, String config) {
        try {
            Files.createDirectories(folder);
            Path file = Files.writeString(folder.resolve("worker.yaml"), config);
            return start(folder, Main.class, "run", "--config", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a program in {@code folder}, where its log is then, and returns at once. */
    static Worker start(Path folder, Class<?> program, String... arguments) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        var command = new ArrayList<>(List.of(java.toString(), "-cp", classPath(), program.getName()));
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(folder);
            return new Worker(new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of this process, whose classes Maven may have loaded itself. */
    private static String classPath() {
        return Worker.class.getClassLoader() instanceof URLClassLoader maven
                ? Arrays.stream(maven.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    /** The time that processors have worked for it, all threads together. */
    Duration cpu() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("a process has ended, or tells no time"));
    }

    /** Its memory that is in RAM, in bytes, as Linux tells. */
    long residentBytes() {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> 1024
                            * Long.parseLong(line.substring(RESIDENT.length())
                                    .replace("kB", "")
                                    .strip()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it in order, as SIGTERM does. */
    void leave() {
        process.destroy();
    }

    /** Ends it at once, as SIGKILL does. */
    void kill() {
        process.destroyForcibly();
    }

    /** Kills it, and waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly()
                .onExit()
                .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
