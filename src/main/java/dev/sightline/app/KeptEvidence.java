package dev.sightline.app;

import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.stream.EvidenceKeeper;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.web.HealthCheck;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Keeps the evidence of alerts, at first of those whose frames are still kept. */
final class KeptEvidence implements Running {
    private final EvidenceKeeper keeper;

    KeptEvidence(KafkaSettings kafka, PipelineMetrics metrics, Clock clock) {
        Instant begin = clock.instant().minus(kafka.stream().frameRetention());
        keeper = EvidenceKeeper.start(kafka, new AlertPictures(), metrics, begin);
    }

    @Override
    public List<HealthCheck> health() {
        return List.of(new HealthCheck("evidence", keeper.running(), keeper.state()));
    }

    @Override
    public void close() {
        keeper.close();
    }
}
