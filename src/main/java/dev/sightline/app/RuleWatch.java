package dev.sightline.app;

import dev.sightline.config.ConfigException;
import dev.sightline.config.SightlineConfig;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.web.HealthCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second whether the files with the rules have changed, and lets new rules count. A file that is still being
 * written is left alone: its content must be the same twice, and be the same after it was read. A file with something wrong
 * in it changes nothing and is not read again until it changes.
 */
final class RuleWatch implements Running {
    private static final Logger LOG = LoggerFactory.getLogger(RuleWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** More than a configuration may have. */
    private static final int MOST_BYTES = 2_000_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final ConfigFile file;
    private final SightlineConfig started;
    private final LiveRules rules;
    private final PipelineMetrics metrics;
    private final Clock clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private SightlineConfig current;
    private String taken;
    private String seen;
    private volatile String state;

    /**
     * A watch that does not look by itself yet.
     *
     * @param config what the file said when the process was started
     * @param rules what to replace
     */
    RuleWatch(ConfigFile file, SightlineConfig config, LiveRules rules, PipelineMetrics metrics, Clock clock) {
        this.file = file;
        this.started = config;
        this.rules = rules;
        this.metrics = metrics;
        this.clock = clock;
        current = config;
        taken = contents();
        seen = taken;
        state = "as at the start";
    }

    /** Begins to look once a second, on a thread of its own. */
    RuleWatch start() {
        Thread thread = new Thread(this::run, "rule-watch");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void run() {
        try {
            while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once. */
    synchronized void look() {
        String found = contents();
        if (found.equals(taken)) {
            seen = found;
        } else if (found.equals(seen)) {
            read(found);
        } else {
            seen = found;
        }
    }

    private void read(String found) {
        try {
            SightlineConfig next = file.reader().read();
            if (contents().equals(found)) {
                accept(next);
            }
        } catch (ConfigException e) {
            refuse(found, e.problems());
        } catch (RuntimeException e) {
            refuse(found, List.of(String.valueOf(e.getMessage())));
        }
    }

    private void accept(SightlineConfig next) {
        rules.replace(next);
        current = next;
        taken = contents();
        state = "file of " + time() + " in use";
        metrics.rulesReloaded(true);
        LOG.info("rules of {} count from now on", file.path());
        List<String> keys = started.keysToRestartFor(next);
        if (!keys.isEmpty()) {
            LOG.warn("changed as well, but only a restart makes it count: {}", String.join(", ", keys));
        }
    }

    private void refuse(String found, List<String> problems) {
        if (!contents().equals(found)) {
            return;
        }
        taken = found;
        String more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
        state = "file of " + time() + " refused, the rules before it still count: " + problems.get(0) + more;
        metrics.rulesReloaded(false);
        problems.forEach(problem -> LOG.warn("the rules are not changed: {}", problem));
    }

    private String time() {
        return TIME.format(clock.instant());
    }

    /** A hash of what is in the files, also when one of them cannot be read. */
    private String contents() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(contents(file.path()));
            digest.update(contents(current.rulesFile()));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] contents(@Nullable Path path) {
        if (path == null) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(MOST_BYTES);
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }

    @Override
    public List<HealthCheck> health() {
        return List.of(new HealthCheck("rules", true, state));
    }

    @Override
    public void close() {
        stop.countDown();
    }
}
