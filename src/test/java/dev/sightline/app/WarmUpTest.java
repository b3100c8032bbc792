package dev.sightline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sightline.detect.Detector;
import dev.sightline.detect.EngineState;
import dev.sightline.metrics.MicrometerMetrics;
import dev.sightline.model.ModelException;
import dev.sightline.model.ModelSettings;
import dev.sightline.model.SsdDetector;
import dev.sightline.web.HealthCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final SlowDetector slow = new SlowDetector();
    private final List<Detector> given = new CopyOnWriteArrayList<>();
    private final MicrometerMetrics metrics = new MicrometerMetrics();

    @AfterEach
    void end() {
        slow.ready();
        metrics.close();
    }

    @Test
    void givesADetectorThatIsThereSoonAtOnce() throws ModelException {
        slow.ready();
        try (var warmUp = new WarmUp(slow, given::add, metrics)) {
            warmUp.await(LONG);
            assertThat(given).containsExactly(slow);
            assertThat(metrics.scrape()).contains("sightline_detector_ready 1.0");
            assertThat(warmUp.health()).isEqualTo(new HealthCheck("engine", true, "CPU"));
            slow.state = new EngineState("none", List.of(), 1, false, "gpu(0) was lost: start again");
            assertThat(warmUp.health())
                    .isEqualTo(new HealthCheck("engine", false, "none; gpu(0) was lost: start again"));
        }
        assertThat(slow.closed.getCount()).isZero();
    }

    @Test
    void goesOnInTheBackgroundWhenItTakesLonger() throws ModelException {
        try (var warmUp = new WarmUp(slow, given::add, metrics)) {
            warmUp.await(SHORT);
            assertThat(given).isEmpty();
            assertThat(warmUp.health().detail()).startsWith("warming up for ");
            assertThat(warmUp.health().ok()).isTrue();
            assertThat(metrics.scrape())
                    .contains("sightline_detector_ready 0.0")
                    .containsPattern("sightline_detector_waiting_seconds 0\\.0?[1-9]");
            slow.ready();
            await().atMost(LONG).untilAsserted(() -> assertThat(given).containsExactly(slow));
        }
    }

    @Test
    void closesADetectorThatComesTooLateAndGivesItToNobody() throws Exception {
        var warmUp = new WarmUp(slow, given::add, metrics);
        assertThat(slow.asked.await(30, TimeUnit.SECONDS)).isTrue();
        warmUp.close();
        slow.ready();
        assertThat(slow.closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(given).isEmpty();
    }

    @Test
    void saysWhyThereIsNoDetector() {
        var nowhere = new ModelSettings(Path.of("nowhere.json"), 0.5, false, 1);
        try (var warmUp = new WarmUp(() -> SsdDetector.open(nowhere), given::add, metrics)) {
            assertThatThrownBy(() -> warmUp.await(LONG))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("nowhere.json");
            assertThat(warmUp.health().ok()).isFalse();
            assertThat(warmUp.health().detail()).contains("nowhere.json");
        }
        assertThat(given).isEmpty();
    }
}
