package dev.sightline.bench;

import dev.sightline.Main;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process of its own that detects and analyzes. */
final class Worker implements AutoCloseable {
    private static final long CLOSE_SECONDS = 15;

    private final Process process;

    private Worker(Process process) {
        this.process = process;
    }

    /** Starts one with everything of its own, its log too, in {@code folder}, and returns at once. */
    static Worker start(String servers, Path folder) {
        try {
            Files.createDirectories(folder);
            Path config = Files.writeString(
                    folder.resolve("worker.yaml"),
                    "{data: data, roles: [detect, analyze], kafka: {bootstrapServers: '%s'}}".formatted(servers));
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            var command = List.of(
                    java.toString(), "-cp", classPath(), Main.class.getName(), "run", "--config", config.toString());
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
