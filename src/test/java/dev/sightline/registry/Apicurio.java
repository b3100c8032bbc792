package dev.sightline.registry;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An Apicurio registry in a process of its own, with its data in memory. */
public final class Apicurio implements AutoCloseable {
    private final Process process;
    private final int port;

    private Apicurio(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Its program, of the folder that the system property {@code apicurio.folder} names; empty when it is not there. */
    public static Optional<Path> program() throws IOException {
        Path folder = Path.of(System.getProperty("apicurio.folder", ""));
        if (folder.toString().isEmpty() || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar")).findFirst();
        }
    }

    /** Starts it and returns when it answers. */
    public static Apicurio start(Path program, Path log) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx300m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        program.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Apicurio registry = new Apicurio(process, port);
        try {
            await().atMost(Duration.ofSeconds(90)).ignoreExceptions().until(registry::answers);
            return registry;
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    private boolean answers() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url() + "/subjects")).build();
        return HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    /** Where its Confluent-compatible API is. */
    public String url() {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
