package dev.sightline.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sightline.metrics.MicrometerMetrics;
import dev.sightline.metrics.PipelineMetrics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenTelemetryTraceTest {
    private Collector collector;

    @BeforeEach
    void collect() throws IOException {
        collector = new Collector();
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    private TraceSettings settings(double sample) {
        return new TraceSettings(collector.endpoint(), sample, Map.of("authorization", "the-key"));
    }

    private static Trace open(TraceSettings settings) {
        return OpenTelemetryTrace.open(settings, "this", PipelineMetrics.NONE);
    }

    @Test
    void tellsTheStepsOfAFrameAsOneTraceAcrossProcesses() {
        String handed;
        try (Trace ingest = open(settings(1));
                Step step = ingest.first("ingest", Instant.now().minus(Duration.ofSeconds(3)))) {
            handed = step.with("camera", "door").context().orElseThrow();
        }
        try (Trace detect = open(settings(0));
                Step step = detect.next("detect", handed)) {
            step.with("found", 7).reached("decoded");
            step.failed("no picture");
        }
        assertThat(collector.spans()).hasSize(2);
        Collector.Span first = collector.spans().get(0);
        Collector.Span second = collector.spans().get(1);
        assertThat(first.name()).isEqualTo("ingest");
        assertThat(first.parent()).isEmpty();
        assertThat(first.notes()).isEqualTo(Map.of("sightline.camera", "door"));
        assertThat(Duration.ofNanos(first.nanos())).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(60));
        assertThat(second.name()).isEqualTo("detect");
        assertThat(second.trace()).isEqualTo(first.trace());
        assertThat(second.parent()).isEqualTo(first.id());
        assertThat(second.notes()).isEqualTo(Map.of("sightline.found", "7"));
        assertThat(second.events()).containsExactly("decoded");
        assertThat(second.status()).isEqualTo(2);
        assertThat(handed).startsWith("00-" + first.trace() + "-" + first.id() + "-");
        assertThat(collector.keys()).containsOnly("the-key");
    }

    @Test
    void followsTheShareOfTheFramesThatIsAskedFor() {
        try (Trace trace = open(settings(0.25))) {
            List<String> handed = new ArrayList<>();
            for (int frame = 0; frame < 1_000; frame++) {
                try (Step step = trace.first("ingest", Instant.now())) {
                    step.context().ifPresent(handed::add);
                }
            }
            assertThat(handed).hasSizeBetween(150, 350);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "none",
                "00-00000000000000000000000000000000-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"
            })
    void followsNothingThatWasNotFollowedBefore(@Nullable String before) {
        try (Trace trace = open(settings(1))) {
            assertThat(trace.next("detect", before)).isSameAs(Step.NONE);
        }
        assertThat(collector.spans()).isEmpty();
    }

    @Test
    void followsNothingWithoutACollector() {
        Trace trace = open(TraceSettings.DEFAULT);
        assertThat(trace.first("ingest", Instant.now())).isSameAs(Step.NONE);
    }

    @Test
    void countsWhatIsTaken() {
        try (MicrometerMetrics metrics = new MicrometerMetrics()) {
            tell(metrics);
            assertThat(metrics.scrape())
                    .contains("sightline_trace_steps_total{state=\"ended\"} 1.0")
                    .contains("sightline_trace_steps_total{state=\"told\"} 1.0");
        }
    }

    @Test
    void countsWhatIsLost() {
        collector.answer(400);
        try (MicrometerMetrics metrics = new MicrometerMetrics()) {
            tell(metrics);
            assertThat(metrics.scrape()).contains("sightline_trace_steps_total{state=\"lost\"} 1.0");
        }
    }

    private void tell(PipelineMetrics metrics) {
        try (Trace trace = OpenTelemetryTrace.open(settings(1), "this", metrics)) {
            trace.first("ingest", Instant.now()).close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "collector:4318",
                "ftp://collector/v1/traces",
                "http://me:word@collector:4318/",
                "http://collector/?key=word",
                "http:// "
            })
    void refusesWhatIsNoAddressOrHoldsALogin(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TraceSettings(endpoint, 1, Map.of()))
                .withMessageContaining("http://HOST:PORT/v1/traces")
                .withMessageNotContaining("word");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesShares(double sample) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TraceSettings(null, sample, Map.of()));
    }

    @Test
    void doesNotShowItsKeys() {
        assertThat(settings(1).toString()).contains("authorization").doesNotContain("the-key");
    }
}
