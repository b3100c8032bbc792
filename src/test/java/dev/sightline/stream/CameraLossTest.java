package dev.sightline.stream;

import static dev.sightline.stream.AnalyzeRun.START;
import static dev.sightline.stream.AnalyzeRun.TOPICS;
import static dev.sightline.stream.AnalyzeRun.bytes;
import static dev.sightline.stream.AnalyzeRun.person;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.alert.AlertRules;
import dev.sightline.alert.Limits;
import dev.sightline.alert.Rule;
import dev.sightline.alert.Severity;
import dev.sightline.alert.When;
import dev.sightline.camera.CameraStatus;
import dev.sightline.condition.CameraIs;
import dev.sightline.condition.Lasting;
import dev.sightline.schedule.Always;
import dev.sightline.track.TrackEvent;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a camera's tracks and rules when it is lost, and when its ingest is. */
class CameraLossTest {
    private final AnalyzeRun run = new AnalyzeRun(new AlertRules(List.of(offline()), ""));

    private static Rule offline() {
        return new Rule(
                "offline",
                "gate",
                Severity.WARNING,
                new Lasting(new CameraIs(CameraIs.Trouble.OFFLINE), Duration.ofMinutes(1), Duration.ZERO),
                new When(new Always(), List.of()),
                new Limits(Duration.ofMinutes(1), Limits.Scope.RULE, 0, Duration.ofHours(1)),
                List.of(),
                "camera is offline");
    }

    @AfterEach
    void stop() {
        run.close();
    }

    @Test
    void endsTheTracksOfACameraWhoseStreamIsLost() {
        for (int i = 0; i < 5; i++) {
            run.pipe("gate", i, person(0.7));
            run.pipe("yard", i, person(0.7));
        }
        run.status("gate", CameraStatus.State.CONNECTED, 4);
        run.status("gate", CameraStatus.State.LOST, 4);
        run.status("gate", CameraStatus.State.LOST, 4);

        assertThat(run.output(TOPICS.tracks()).readValuesToList())
                .filteredOn(event -> event.type() == TrackEvent.Type.ENDED)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.id().camera()).isEqualTo("gate");
                    assertThat(event.endReason()).isEqualTo(TrackEvent.EndReason.STREAM_LOST);
                    assertThat(event.at()).isEqualTo(START.plusSeconds(30));
                    assertThat(event.detections().topic()).isEqualTo("sightline.detections");
                    assertThat(event.detections().offset()).isEqualTo(8);
                });
    }

    @Test
    void aLossWaitsForTheDetectionsOfTheLastFrame() {
        for (int i = 0; i < 5; i++) {
            run.pipe("gate", i, person(0.7));
        }
        run.status("gate", CameraStatus.State.STALLED, 5);
        assertThat(run.output(TOPICS.tracks()).readValuesToList())
                .extracting(TrackEvent::type)
                .doesNotContain(TrackEvent.Type.ENDED);
        run.pipe("gate", 5, person(0.7));
        assertThat(run.output(TOPICS.tracks()).readValuesToList())
                .last()
                .satisfies(event -> assertThat(event.endReason()).isEqualTo(TrackEvent.EndReason.STREAM_LOST));
    }

    @Test
    void tellsThatACameraIsLostOfWhichNothingIsHeard() {
        for (int i = 0; i < 5; i++) {
            run.pipe("gate", i, person(0.7));
        }
        run.status("gate", CameraStatus.State.CONNECTED, 2);
        run.pass(29);
        assertThat(run.output(TOPICS.cameras()).isEmpty()).isTrue();

        run.pass(1);

        assertThat(run.output(TOPICS.cameras()).readKeyValuesToList())
                .singleElement()
                .satisfies(record -> {
                    assertThat(new String(record.key, UTF_8)).isEqualTo("gate");
                    assertThat(record.value.state()).isEqualTo(CameraStatus.State.LOST);
                    assertThat(record.value.lastSequence()).isEqualTo(4);
                    assertThat(record.value.received()).isEqualTo(9);
                    assertThat(record.value.detail()).contains("30 s");
                });
        assertThat(run.output(TOPICS.tracks()).readValuesToList())
                .last()
                .satisfies(event -> assertThat(event.endReason()).isEqualTo(TrackEvent.EndReason.STREAM_LOST));
    }

    @Test
    void tellsAgainWhileTheSilenceLastsSoThatTimePassesForRules() {
        run.status("gate", CameraStatus.State.CONNECTED, -1);
        run.pass(41);

        List<CameraStatus> told = run.output(TOPICS.cameras()).readValuesToList();
        assertThat(told)
                .hasSize(3)
                .extracting(CameraStatus::since)
                .containsOnly(told.get(0).at());
        assertThat(Duration.between(told.get(0).at(), told.get(2).at())).isEqualTo(Duration.ofSeconds(10));

        run.status("gate", CameraStatus.State.CONNECTED, -1);
        run.pass(29);
        assertThat(run.output(TOPICS.cameras()).isEmpty()).isTrue();
    }

    @Test
    void isSilentAboutCamerasThatEndedInOrderOrWereForgotten() {
        run.status("gate", CameraStatus.State.ENDED, -1);
        run.status("yard", CameraStatus.State.CONNECTED, -1);
        run.driver()
                .createInputTopic(TOPICS.cameras().name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(bytes("yard"), (byte[]) null);
        run.pass(300);
        assertThat(run.output(TOPICS.cameras()).isEmpty()).isTrue();
    }

    @Test
    void framesAndAClockThatJumpsMakeNoCameraSilent() {
        run.status("gate", CameraStatus.State.CONNECTED, -1);
        for (int i = 0; i < 5; i++) {
            run.pass(20);
            run.pipe("gate", i, person(0.7));
        }
        run.driver().advanceWallClockTime(Duration.ofHours(1));
        assertThat(run.output(TOPICS.cameras()).isEmpty()).isTrue();
    }

    @Test
    void aLossDoesNotWaitForFramesThatAreLongOverdue() {
        for (int i = 0; i < 5; i++) {
            run.pipe("gate", i, person(0.7));
        }
        run.status("gate", CameraStatus.State.LOST, 9, START.plusSeconds(60));
        assertThat(run.output(TOPICS.tracks()).readValuesToList())
                .extracting(TrackEvent::type)
                .doesNotContain(TrackEvent.Type.ENDED);
        run.status("gate", CameraStatus.State.LOST, 9, START.plusSeconds(61));
        assertThat(run.output(TOPICS.tracks()).readValuesToList())
                .last()
                .satisfies(event -> assertThat(event.at()).isEqualTo(START.plusSeconds(30)));
    }

    @Test
    void alertsThatACameraIsOfflineWhoseIngestIsGone() {
        run.status("gate", CameraStatus.State.CONNECTED, -1);
        run.pass(85);
        assertThat(run.output(TOPICS.alerts()).isEmpty()).isTrue();
        run.pass(10);
        assertThat(run.output(TOPICS.alerts()).readValuesToList())
                .singleElement()
                .satisfies(alert -> assertThat(alert.message()).isEqualTo("camera is offline for 60 s"));
    }
}
