package dev.sightline.metrics;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dashboard and Prometheus's rules ask for is there under that name. */
class DeployedMetricsTest {
    private static final Pattern NAME = Pattern.compile("\\bsightline_\\w+");

    @ParameterizedTest
    @ValueSource(strings = {"deploy/grafana/sightline.json", "deploy/prometheus/sightline.rules.yml"})
    void asksOnlyForWhatThereIs(String file) throws Exception {
        assertThat(names(Files.readString(Path.of(file)))).hasSizeGreaterThan(5).isSubsetOf(names(all()));
    }

    /** Each line is something to watch; one panel of the dashboard has all the metrics after it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            conservation at ingest   | frames_received_total frames_corrupt_total frames_dropped_total frames_produced_total
            what left no detections  | frames_skipped_total frames_dead_lettered_total
            conservation in detect   | frames_received_total frames_produced_total frames_detected_total
            age                      | frame_age_seconds_bucket
            batch size               | batch_size_sum batch_size_count
            inference time           | inference_time_seconds_bucket
            lag in frames            | consumer_lag_records
            lag in seconds           | consumer_lag_records frames_produced_total
            alerts                   | alerts_total
            delivery of alerts       | sink_delivered_total sink_retried_total sink_dead_lettered_total
            """)
    void showsWhatThereIsToWatch(String what, String metrics) throws Exception {
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("deploy/grafana/sightline.json").toFile());
        assertThat(dashboard.path("panels"))
                .as(what)
                .anySatisfy(panel -> assertThat(
                                names(String.join(" ", panel.path("targets").findValuesAsText("expr"))))
                        .contains(Arrays.stream(metrics.split(" ", -1))
                                .map("sightline_"::concat)
                                .toArray(String[]::new)));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).collect(toCollection(TreeSet::new));
    }

    /** Every meter, scraped once. */
    private static String all() {
        try (var metrics = new MicrometerMetrics()) {
            metrics.frameReceived("gate");
            metrics.frameDropped("gate", "sampling");
            metrics.frameSkipped("gate", "old");
            metrics.frameDeadLettered("gate", "corrupt");
            metrics.frameDetected("gate", Duration.ofMillis(50));
            metrics.batchInferred(1, Duration.ofMillis(20));
            metrics.cameraConnected("gate", true);
            metrics.cameraTampered("gate", "frozen", true);
            metrics.detectorReady(true);
            metrics.alertRaised("gate", "intruder");
            metrics.consumerLag("sightline-detect", "sightline.frames", 3);
            metrics.rulesReloaded(true);
            metrics.sinkDelivered("mail");
            metrics.sinkRetried("mail");
            metrics.sinkDeadLettered("mail");
            metrics.sinkLag("mail", Duration.ofSeconds(1));
            metrics.gpuUsed(new GpuUse(0, 1, 2, OptionalDouble.of(0.5)));
            metrics.gpuLost(0);
            return metrics.scrape();
        }
    }
}
