package dev.sightline.web;

import static dev.sightline.track.TrackEvent.Type.ENDED;
import static dev.sightline.track.TrackEvent.Type.STARTED;
import static dev.sightline.track.TrackEvent.Type.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sightline.geometry.BoundingBox;
import dev.sightline.web.LiveEvent.Box;
import dev.sightline.web.LiveEvent.Picture;
import dev.sightline.web.LiveEvent.Raised;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveViewTest {
    private static final BoundingBox BOX = new BoundingBox(0.25, 0.25, 0.5, 0.75);
    private static final byte[] JPEG = {1, 2, 3};

    private final LiveView view = new LiveView();
    private final List<LiveEvent> events = Collections.synchronizedList(new ArrayList<>());

    LiveViewTest() {
        view.listen(events::add);
    }

    private Picture lastPicture() {
        return (Picture) events.get(events.size() - 1);
    }

    @Test
    void showsAPictureWhenItsDetectionsCome() {
        view.frame(Samples.frame("gate", 7, JPEG));
        assertThat(events).isEmpty();
        view.detections(Samples.detections("gate", 7, Samples.person(0.83, BOX)));

        String name = Samples.EPOCH + "-7";
        assertThat(events)
                .containsExactly(new Picture(
                        "gate",
                        name,
                        "/api/cameras/gate/frames/" + name + ".jpg",
                        null,
                        Samples.at(7).toEpochMilli(),
                        640,
                        480,
                        null,
                        List.of(new Box("person", 0.83, 0.25, 0.25, 0.5, 0.75, null))));
    }

    @Test
    void showsAPictureThatComesAfterItsDetections() {
        view.detections(Samples.detections("gate", 7, Samples.person(0.83, BOX)));
        assertThat(events).isEmpty();
        view.frame(Samples.frame("gate", 7, JPEG));
        assertThat(lastPicture().boxes()).hasSize(1);
    }

    @Test
    void showsAFrameThatWasNotLookedAtAndSaysSo() {
        view.frame(Samples.frame("gate", 7, JPEG));
        view.detections(Samples.detections("gate", 7, Samples.at(7), "too-old"));
        assertThat(lastPicture().skipped()).isEqualTo("too-old");
        assertThat(view.cameras(Map.of()).get(0).skipped()).isEqualTo(1);
    }

    @Test
    void keepsTheLastThirtyPictures() {
        for (int i = 0; i < 31; i++) {
            view.frame(Samples.frame("gate", i, JPEG));
        }
        assertThat(view.jpeg("gate", Samples.EPOCH, 0)).isNull();
        assertThat(view.jpeg("gate", Samples.EPOCH, 1)).isNotNull();
        assertThat(view.jpeg("gate", Samples.EPOCH, 30)).isSameAs(view.latest("gate"));
    }

    @Test
    void keepsAtMostEightMegabytesOfACamera() {
        byte[] threeMegabytes = new byte[3 << 20];
        for (int i = 0; i < 3; i++) {
            view.frame(Samples.frame("gate", i, threeMegabytes));
        }
        view.frame(Samples.frame("gate", 3, new byte[(8 << 20) + 1]));
        assertThat(IntStream.range(0, 4).filter(i -> view.jpeg("gate", Samples.EPOCH, i) != null))
                .containsExactly(1, 2);
    }

    @Test
    void sharesItsMemoryAmongCameras() {
        byte[] oneMegabyte = new byte[1 << 20];
        for (int camera = 0; camera < 256; camera++) {
            view.frame(Samples.frame("camera" + camera, 0, oneMegabyte));
        }
        view.frame(Samples.frame("camera255", 1, oneMegabyte));
        assertThat(view.jpeg("camera255", Samples.EPOCH, 0)).isNull();
        assertThat(view.jpeg("camera255", Samples.EPOCH, 1)).isNotNull();
    }

    @Test
    void showsAThousandCamerasAtMost() {
        for (int camera = 0; camera < 1_001; camera++) {
            view.frame(Samples.frame("camera" + camera, 0, JPEG));
        }
        assertThat(view.cameras(Map.of())).hasSize(1_000);
    }

    @Test
    void forgetsATrackThatEnded() {
        view.track(Samples.track(STARTED, "gate", 12, 6, BOX));
        view.frame(Samples.frame("gate", 7, JPEG));
        view.detections(Samples.detections("gate", 7, Samples.person(0.83, BOX)));
        assertThat(lastPicture().boxes().get(0).track()).isEqualTo(12);

        view.track(Samples.track(ENDED, "gate", 12, 7, BOX));
        view.frame(Samples.frame("gate", 8, JPEG));
        view.detections(Samples.detections("gate", 8, Samples.person(0.83, BOX)));
        assertThat(lastPicture().boxes().get(0).track()).isNull();
    }

    @Test
    void doesNotLendATrackToAnotherCamera() {
        view.track(Samples.track(UPDATED, "yard", 12, 6, BOX));
        view.frame(Samples.frame("gate", 7, JPEG));
        view.detections(Samples.detections("gate", 7, Samples.person(0.83, BOX)));
        assertThat(lastPicture().boxes().get(0).track()).isNull();
    }

    @Test
    void keepsTheEvidenceOfAnAlertAfterItsFrameHasGone() {
        view.frame(Samples.frame("gate", 0, JPEG));
        view.alert(Samples.alert("a0", "gate", 0, BOX));
        for (int i = 1; i < 40; i++) {
            view.frame(Samples.frame("gate", i, JPEG));
        }
        view.alert(Samples.alert("a1", "gate", 1, BOX));

        assertThat(view.alerts())
                .extracting(Raised::id, Raised::url)
                .containsExactly(tuple("a1", null), tuple("a0", "/api/alerts/a0.jpg"));
        assertThat(view.evidence("a0")).isNotNull();
        assertThat(view.evidence("a1")).isNull();
    }

    @Test
    void showsAnAlertThatComesTwiceOnce() {
        view.alert(Samples.alert("a0", "gate", 0, BOX));
        view.alert(Samples.alert("a0", "gate", 0, BOX));
        assertThat(view.alerts()).hasSize(1);
        assertThat(events).hasSize(1);
        assertThat(view.cameras(Map.of()).get(0).alerts()).isEqualTo(1);
    }

    @Test
    void keepsTheLastTwoHundredAlerts() {
        for (int i = 0; i < 201; i++) {
            view.alert(Samples.alert("a" + i, "gate", i, BOX));
        }
        assertThat(view.alerts()).hasSize(200).first().extracting(Raised::id).isEqualTo("a200");
        assertThat(view.alerts()).noneMatch(alert -> alert.id().equals("a0"));
    }

    @Test
    void letsTheOldestEvidenceGoFirst() {
        byte[] sevenMegabytes = new byte[7 << 20];
        for (int i = 0; i < 5; i++) {
            view.frame(Samples.frame("gate", i, sevenMegabytes));
            view.alert(Samples.alert("a" + i, "gate", i, BOX));
        }
        assertThat(view.evidence("a0")).isNull();
        assertThat(view.evidence("a1")).isNotNull();
        assertThat(view.alerts().get(4).url()).isNull();
        assertThat(view.alerts().get(3).url()).isNotNull();
    }

    @Test
    void offersNoAddressForAnAlertWhoseIdIsNotPlain() {
        view.frame(Samples.frame("gate", 0, JPEG));
        view.alert(Samples.alert("../a?<b>", "gate", 0, BOX));
        assertThat(view.alerts().get(0).url()).isNull();
    }

    @Test
    void takesFramesAndDetectionsFromSeveralThreads() throws Exception {
        int frames = 2_000;
        var seen = new AtomicInteger();
        view.listen(event -> seen.incrementAndGet());
        var inStep = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(4);
        for (String camera : List.of("gate", "yard")) {
            pool.execute(() -> IntStream.range(0, frames).forEach(i -> {
                view.frame(Samples.frame(camera, i, JPEG));
                view.detections(Samples.detections(camera, i, Samples.person(0.5, BOX)));
            }));
            pool.execute(() -> {
                inStep.countDown();
                IntStream.range(0, frames).forEach(i -> view.track(Samples.track(UPDATED, camera, 1 + i, i, BOX)));
            });
        }
        pool.shutdown();
        assertThat(inStep.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).hasValue(2 * frames);
    }
}
