package dev.sightline.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The containers of {@code docker-compose.yml}, from images of this machine, removed with their volumes when closed. */
final class Compose implements AutoCloseable {
    private static final List<String> COMPOSE = List.of(
            "docker", "compose", "-p", "sightline-test", "-f", "docker-compose.yml", "-f", "deploy/compose.local.yml");

    private final Map<String, String> environment;

    /** Nothing is started yet; {@code environment} is what the files refer to. */
    Compose(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Whether Docker knows an image; false too when there is no Docker. */
    static boolean hasImage(String name) throws InterruptedException {
        try {
            Process process = new ProcessBuilder("docker", "image", "inspect", name)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noDocker) {
            return false;
        }
    }

    /** What {@code docker compose} prints; fails with it unless it succeeds within two minutes. */
    String run(String... arguments) throws IOException, InterruptedException {
        return execute(Stream.concat(COMPOSE.stream(), Stream.of(arguments)).toList());
    }

    /** What any command prints; fails with it unless it succeeds within two minutes. */
    String execute(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("compose", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroy();
        // What a topic holds is not all text.
        String text = new String(Files.readAllBytes(output), UTF_8);
        Files.delete(output);
        if (!ended || process.exitValue() != 0) {
            throw new IOException(command + (ended ? " failed: " : " did not end: ") + text);
        }
        return text;
    }

    /** The metrics that a replica of a service tells. */
    String metrics(String service, int replica) throws IOException, InterruptedException {
        String request = "exec 3<>/dev/tcp/127.0.0.1/8081;"
                + " printf 'GET /metrics HTTP/1.0\\r\\nHost: localhost\\r\\nAuthorization: Bearer %s\\r\\n\\r\\n'"
                + " \"$SIGHTLINE_TOKEN\" >&3; cat <&3";
        return run("exec", "-T", "--index", String.valueOf(replica), service, "bash", "-c", request);
    }

    @Override
    public void close() throws IOException {
        try {
            run("down", "--volumes", "--timeout", "15");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
