package dev.sightline.replay;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertRules;
import dev.sightline.alert.CameraRun;
import dev.sightline.alert.ProfileSwitch;
import dev.sightline.alert.RuleInput;
import dev.sightline.alert.Watch;
import dev.sightline.frame.FrameRef;
import dev.sightline.stream.RuleHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Asks rules about the past: the rule engine that runs live is told again what was recorded. Partitions are read side by
 * side. Used once, by one thread.
 */
public final class RuleReplay {
    /** The most alerts of a replay, and of the record that it is compared with. */
    public static final int MOST_ALERTS = 200_000;

    private static final long PACE_MILLIS = 100;

    /** Who waits for the answer. */
    public interface Audience {
        /** Told several times a second how many records of about how many were read. */
        void progress(long done, long total);

        /** Whether nobody waits any more. */
        boolean stopped();
    }

    private final Question question;
    private final Audience audience;
    private final RuleHistory history;
    private final LongAdder done = new LongAdder();
    private final List<Alert> replayed = new ArrayList<>();
    private final List<Alert> recorded = new ArrayList<>();

    /** A replay that has not begun. */
    public RuleReplay(Question question, Audience audience) {
        this.question = question;
        this.audience = audience;
        this.history = question.history();
    }

    /**
     * Runs it with as many threads.
     *
     * @return what came of it; nothing when it was stopped
     * @throws IllegalStateException if there are more than {@link #MOST_ALERTS}
     */
    public Optional<Comparison> run(int threads) throws InterruptedException {
        int partitions = history.partitions();
        long total = history.size();
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(threads, partitions), RuleReplay::worker);
        try {
            var parts = new ArrayList<Future<?>>();
            for (int i = 0; i < partitions; i++) {
                int partition = i;
                parts.add(workers.submit(() -> read(partition)));
            }
            for (Future<?> part : parts) {
                await(part, total);
            }
            return Optional.of(Comparison.of(question.range(), recorded, replayed));
        } catch (CancellationException e) {
            return Optional.empty();
        } finally {
            workers.shutdownNow();
        }
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "replay");
        thread.setDaemon(true);
        return thread;
    }

    private void await(Future<?> part, long total) throws InterruptedException {
        while (true) {
            try {
                part.get(PACE_MILLIS, TimeUnit.MILLISECONDS);
                audience.progress(Math.min(done.sum(), total), total);
                return;
            } catch (TimeoutException e) {
                audience.progress(Math.min(done.sum(), total), total);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException("the replay failed: " + e.getCause(), e);
            }
        }
    }

    private void read(int partition) {
        history.read(partition, new Partition());
        history.alerts(partition, this::stopped, alert -> keep(recorded, alert));
    }

    private boolean stopped() {
        return audience.stopped() || Thread.currentThread().isInterrupted();
    }

    private void keep(List<Alert> alerts, Alert alert) {
        if (!question.range().contains(alert.at())) {
            return;
        }
        synchronized (alerts) {
            if (alerts.size() == MOST_ALERTS) {
                throw new IllegalStateException(
                        "there are more than " + MOST_ALERTS
                                + " alerts, which nobody can look at; name fewer cameras, a shorter time, or rules that fire less");
            }
            alerts.add(alert);
        }
    }

    /** The rules at work on the cameras of one partition. */
    private final class Partition implements RuleHistory.Reader {
        private final AlertRules rules = new AlertRules(question.rules(), question.profile());
        private final Map<String, CameraRun> runs = new HashMap<>();
        private String profile = question.profile();

        @Override
        public void told(RuleInput input) {
            CameraRun run = runs.computeIfAbsent(
                    input.camera(), camera -> new CameraRun(Watch.initial(camera, profile), Map.of()));
            run.take(rules, input).forEach(alert -> keep(replayed, alert));
        }

        @Override
        public void switched(ProfileSwitch change, FrameRef place) {
            profile = change.profile();
            List.copyOf(runs.keySet())
                    .forEach(camera -> told(new RuleInput.Switched(camera, profile, change.at(), place)));
        }

        @Override
        public void read() {
            done.increment();
        }

        @Override
        public boolean stopped() {
            return RuleReplay.this.stopped();
        }
    }
}
