package dev.sightline.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MicrometerMetricsTest {
    private final MicrometerMetrics metrics = new MicrometerMetrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    /** Ten pictures: one damaged, three left out, six stored; of these four seen, one too old, one not a picture. */
    private void tenPictures(String camera) {
        for (int i = 0; i < 10; i++) {
            metrics.frameReceived(camera);
        }
        metrics.frameCorrupt(camera);
        metrics.frameDropped(camera, "sampling");
        metrics.frameDropped(camera, "sampling");
        metrics.frameDropped(camera, "undelivered");
        for (int i = 0; i < 6; i++) {
            metrics.frameProduced(camera);
        }
        for (int i = 0; i < 4; i++) {
            metrics.frameDetected(camera, Duration.ofMillis(30));
        }
        metrics.frameSkipped(camera, "too-old");
        metrics.frameDeadLettered(camera, "not-a-jpeg");
    }

    @Test
    void accountsForEveryFrame() {
        tenPictures("gate");
        assertThat(metrics.counts("gate"))
                .isEqualTo(new FrameCounts(
                        10,
                        1,
                        Map.of("sampling", 2L, "undelivered", 1L),
                        6,
                        4,
                        Map.of("too-old", 1L),
                        Map.of("not-a-jpeg", 1L)));
        assertThat(metrics.counts("gate").inIngest()).isZero();
        assertThat(metrics.counts("gate").inDetection()).isZero();
    }

    @Test
    void showsWhatIsUnderWay() {
        tenPictures("gate");
        metrics.frameReceived("gate");
        metrics.frameReceived("gate");
        metrics.frameProduced("gate");
        assertThat(metrics.counts("gate").inIngest()).isEqualTo(1);
        assertThat(metrics.counts("gate").inDetection()).isEqualTo(1);
    }

    @Test
    void knowsNothingOfACameraNeverHeardOf() {
        assertThat(metrics.counts("gate")).isEqualTo(new FrameCounts(0, 0, Map.of(), 0, 0, Map.of(), Map.of()));
    }

    @Test
    void speaksPrometheus() {
        tenPictures("gate");
        metrics.batchInferred(3, Duration.ofMillis(40));
        metrics.detectorReady(false);
        metrics.detectorReady(true);
        metrics.batchHalved();
        metrics.gpuLost(1);
        metrics.gpuUsed(new GpuUse(0, 7L << 30, 139L << 30, OptionalDouble.of(0.5)));
        metrics.gpuUsed(new GpuUse(0, 8L << 30, 139L << 30, OptionalDouble.of(0.97)));
        metrics.gpuUsed(new GpuUse(1, 0, 139L << 30, OptionalDouble.empty()));
        metrics.cameraConnected("gate", true);
        metrics.cameraConnected("yard", true);
        metrics.cameraConnected("yard", false);
        metrics.cameraTampered("gate", "frozen", true);
        metrics.cameraTampered("yard", "moved", true);
        metrics.cameraTampered("yard", "moved", false);
        metrics.detectionsMasked("gate", 3);
        metrics.grabberAbandoned("yard");
        metrics.alertRaised("gate", "door-watch");
        metrics.consumerLag("sightline-detect", "sightline.frames", 17);
        metrics.consumerLag("sightline-detect", "sightline.frames", 5);

        assertThat(metrics.scrape().lines())
                .contains(
                        "sightline_camera_tampering{camera=\"gate\",kind=\"frozen\"} 1.0",
                        "sightline_camera_tampering{camera=\"yard\",kind=\"moved\"} 0.0",
                        "sightline_detections_masked_total{camera=\"gate\"} 3.0",
                        "sightline_frames_received_total{camera=\"gate\"} 10.0",
                        "sightline_frames_corrupt_total{camera=\"gate\"} 1.0",
                        "sightline_frames_dropped_total{camera=\"gate\",reason=\"sampling\"} 2.0",
                        "sightline_frames_dropped_total{camera=\"gate\",reason=\"undelivered\"} 1.0",
                        "sightline_frames_produced_total{camera=\"gate\"} 6.0",
                        "sightline_frames_detected_total{camera=\"gate\"} 4.0",
                        "sightline_frames_skipped_total{camera=\"gate\",reason=\"too-old\"} 1.0",
                        "sightline_frames_dead_lettered_total{camera=\"gate\",reason=\"not-a-jpeg\"} 1.0",
                        "sightline_frame_age_seconds_bucket{le=\"0.025\"} 0",
                        "sightline_frame_age_seconds_bucket{le=\"0.05\"} 4",
                        "sightline_frame_age_seconds_bucket{le=\"10.0\"} 4",
                        "sightline_frame_age_seconds_count 4",
                        "sightline_inference_time_seconds_count 1",
                        "sightline_inference_time_seconds_bucket{le=\"0.05\"} 1",
                        "sightline_batch_size_bucket{le=\"2.0\"} 0",
                        "sightline_batch_size_bucket{le=\"4.0\"} 1",
                        "sightline_batch_size_sum 3.0",
                        "sightline_batches_halved_total 1.0",
                        "sightline_gpu_memory_used_bytes{gpu=\"0\"} 8.589934592E9",
                        "sightline_gpu_memory_bytes{gpu=\"0\"} 1.49250113536E11",
                        "sightline_gpu_busy_ratio{gpu=\"0\"} 0.97",
                        "sightline_gpu_busy_ratio{gpu=\"1\"} NaN",
                        "sightline_gpus_lost_total{gpu=\"1\"} 1.0",
                        "sightline_detector_ready 1.0",
                        "sightline_detector_waiting_seconds 0.0",
                        "sightline_camera_connected{camera=\"gate\"} 1.0",
                        "sightline_camera_connected{camera=\"yard\"} 0.0",
                        "sightline_grabbers_abandoned_total{camera=\"yard\"} 1.0",
                        "sightline_alerts_total{camera=\"gate\",rule=\"door-watch\"} 1.0",
                        "sightline_consumer_lag_records{group=\"sightline-detect\",topic=\"sightline.frames\"} 5.0")
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
                .anyMatch(line -> line.startsWith("process_uptime_seconds"));
    }

    @Test
    void doesNotRepeatFiguresOfAGpuThatAreNotKnownAnyMore() {
        metrics.gpuUsed(new GpuUse(0, 1, 2, OptionalDouble.of(0.5)));
        metrics.gpusUnknown();
        assertThat(metrics.scrape().lines())
                .contains(
                        "sightline_gpu_memory_used_bytes{gpu=\"0\"} NaN",
                        "sightline_gpu_memory_bytes{gpu=\"0\"} NaN",
                        "sightline_gpu_busy_ratio{gpu=\"0\"} NaN");
    }

    @Test
    void saysNothingOfAConnectionThatItWasNotTold() {
        metrics.frameDetected("gate", Duration.ZERO);
        assertThat(metrics.scrape()).doesNotContain("sightline_camera_connected");
    }

    @Test
    void countsWhatIsTooManyAsOther() {
        for (int i = 0; i < 1_003; i++) {
            metrics.frameReceived("camera-" + i);
        }
        for (int i = 0; i < 70; i++) {
            metrics.frameDropped("camera-0", "reason-" + i);
        }
        assertThat(metrics.counts("camera-999").received()).isEqualTo(1);
        assertThat(metrics.counts("camera-1000").received()).isZero();
        assertThat(metrics.counts("other").received()).isEqualTo(3);
        assertThat(metrics.counts("camera-0").dropped()).hasSize(65).containsEntry("other", 6L);
        assertThat(metrics.scrape().lines().filter(line -> line.startsWith("sightline_frames_received_total{")))
                .hasSize(1_001);
    }
}
