package dev.sightline.cli;

import dev.sightline.alert.Alert;
import dev.sightline.app.Application;
import dev.sightline.app.ConfigFile;
import dev.sightline.config.SightlineConfig;
import dev.sightline.model.ModelException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Runs an application until the process is told to stop. */
final class Serving {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final PrintWriter out;

    Serving(PrintWriter out) {
        this.out = out;
    }

    /**
     * Starts the application, says where it is, and returns when it has been stopped with Ctrl-C.
     *
     * @param file where {@code config} is from; null where it is from no file
     */
    void run(SightlineConfig config, @Nullable ConfigFile file, AutoCloseable... afterwards)
            throws ModelException, InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    stop.countDown();
                    try {
                        stopped.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (Application application = Application.start(config, file, Clock.systemUTC(), this::print)) {
            application.webPort().ifPresent(port -> say("Page    http://localhost:" + port));
            say("Kafka   " + application.bootstrapServers());
            say("Cameras " + config.cameras().size() + "; stop with Ctrl-C");
            stop.await();
            say("stopping");
        } finally {
            for (AutoCloseable part : afterwards) {
                close(part);
            }
            stopped.countDown();
        }
    }

    private void print(Alert alert) {
        say("%s ALERT %s, camera %s: %s %s"
                .formatted(
                        TIME.format(alert.at()),
                        alert.rule(),
                        alert.camera(),
                        alert.message(),
                        ReadableLine.objects(alert)));
    }

    private synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    private void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            say("not closed: " + e.getMessage());
        }
    }
}
