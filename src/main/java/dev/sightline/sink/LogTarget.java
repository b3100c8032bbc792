package dev.sightline.sink;

import dev.sightline.alert.Alert;
import dev.sightline.alert.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process's own log: a line for each alert, as a warning from {@link Severity#WARNING} on. */
public record LogTarget() implements Target {
    private static final Logger LOG = LoggerFactory.getLogger("dev.sightline.alerts");

    @Override
    public AlertSink open(Surroundings around) {
        return new AlertSink() {
            @Override
            public void deliver(Alert alert) {
                String line = "%s %s %s, camera %s: %s"
                        .formatted(alert.severity(), alert.kind(), alert.rule(), alert.camera(), alert.message())
                        .replaceAll("\\p{Cntrl}+", " ");
                LOG.atLevel(alert.severity() == Severity.INFO ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.WARN)
                        .log(line);
            }

            @Override
            public void close() {}
        };
    }
}
