package dev.sightline.app;

import dev.sightline.config.SightlineConfig;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.sink.Target.Surroundings;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.SinkRunner;
import dev.sightline.trace.Trace;
import dev.sightline.web.HealthCheck;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The sinks of alerts, each on its own. */
final class Sinks implements Running {
    private final List<SinkRunner> runners = new ArrayList<>();

    Sinks(KafkaSettings kafka, SightlineConfig config, PipelineMetrics metrics, Trace trace, Clock clock) {
        Surroundings around = new Surroundings(config.data(), clock, new KeptPictures(kafka)::of);
        var parts = new SinkRunner.Parts(metrics, trace, clock, new Random());
        config.sinks()
                .forEach(sink ->
                        runners.add(SinkRunner.start(kafka, sink, sink.target().open(around), parts)));
    }

    @Override
    public List<HealthCheck> health() {
        return runners.stream()
                .map(runner -> new HealthCheck("sink " + runner.id(), runner.running(), runner.state()))
                .toList();
    }

    @Override
    public void close() {
        runners.forEach(SinkRunner::stop);
        runners.forEach(SinkRunner::close);
    }
}
