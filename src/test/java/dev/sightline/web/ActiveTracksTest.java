package dev.sightline.web;

import static dev.sightline.track.TrackEvent.Type.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.detect.Detection;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.web.LiveEvent.Box;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ActiveTracksTest {
    private static final BoundingBox LEFT = new BoundingBox(0.1, 0.1, 0.3, 0.5);
    private static final BoundingBox RIGHT = new BoundingBox(0.6, 0.1, 0.8, 0.5);

    private final ActiveTracks tracks = new ActiveTracks();

    /** The box moved to the right by a fraction of the picture. */
    private static BoundingBox moved(BoundingBox box, double by) {
        return new BoundingBox(box.left() + by, box.top(), box.right() + by, box.bottom());
    }

    private Long[] numbers(long sequence, Detection... found) {
        return tracks.boxes(Samples.detections("gate", sequence, found)).stream()
                .map(Box::track)
                .toArray(Long[]::new);
    }

    @Test
    void givesEachBoxTheTrackThatOverlapsItBest() {
        tracks.accept(Samples.track(UPDATED, "gate", 1, 0, LEFT));
        tracks.accept(Samples.track(UPDATED, "gate", 2, 0, RIGHT));
        assertThat(numbers(1, Samples.person(0.9, moved(RIGHT, 0.02)), Samples.person(0.8, moved(LEFT, 0.02))))
                .containsExactly(2L, 1L);
    }

    @Test
    void givesATrackToTheBestOfTwoBoxesOnly() {
        tracks.accept(Samples.track(UPDATED, "gate", 1, 0, LEFT));
        assertThat(numbers(1, Samples.person(0.9, moved(LEFT, 0.04)), Samples.person(0.8, moved(LEFT, 0.01))))
                .containsExactly(null, 1L);
    }

    @Test
    void needsAnOverlapOfThreeTenths() {
        tracks.accept(Samples.track(UPDATED, "gate", 1, 0, LEFT));
        // A box of width w moved by d overlaps by (w - d) / (w + d): 0.3 at d = 0.7 / 1.3 of 0.2, about 0.1077.
        assertThat(numbers(1, Samples.person(0.9, moved(LEFT, 0.108)))).containsExactly((Long) null);
        assertThat(numbers(1, Samples.person(0.9, moved(LEFT, 0.107)))).containsExactly(1L);
    }

    @Test
    void keepsClassesApart() {
        tracks.accept(Samples.track(UPDATED, "gate", 1, 0, LEFT));
        assertThat(numbers(1, new Detection("car", 3, 0.9, LEFT))).containsExactly((Long) null);
    }

    @Test
    void forgetsATrackAfterThreeSecondsOfEventTime() {
        tracks.accept(Samples.track(UPDATED, "gate", 1, 0, LEFT));
        assertThat(numbers(15, Samples.person(0.9, LEFT))).containsExactly(1L);
        assertThat(numbers(16, Samples.person(0.9, LEFT))).containsExactly((Long) null);
        assertThat(tracks.size()).isZero();
    }

    @Test
    void isBounded() {
        for (int i = 1; i <= 400; i++) {
            tracks.accept(Samples.track(UPDATED, "gate", i, 0, LEFT));
        }
        var many = new Detection[400];
        Arrays.fill(many, Samples.person(0.9, LEFT));
        assertThat(tracks.size()).isEqualTo(ActiveTracks.MAX_TRACKS);
        assertThat(numbers(1, many)).hasSize(ActiveTracks.MAX_BOXES).doesNotContain(1L, 100L);
    }

    @Test
    void showsNothingForNothing() {
        assertThat(numbers(1)).isEmpty();
    }
}
