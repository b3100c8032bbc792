package dev.sightline.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedTallyTest {
    private final Recorder metrics = new Recorder();
    private final FeedTally tally = new FeedTally("gate", metrics);
    private final Object reader = new Object();

    @Test
    void countsEveryPictureOnce() {
        tally.admit(reader);
        tally.received(reader);
        tally.corrupt(reader);
        tally.received(reader);
        tally.dropped(reader, "sampling");
        tally.received(reader);
        assertThat(tally.produced(reader)).isZero();
        var counts = tally.counts();
        assertThat(counts.lastSequence()).isZero();
        assertThat(counts.received()).isEqualTo(3);
        assertThat(counts.corrupt()).isEqualTo(1);
        assertThat(counts.dropped()).isEqualTo(Map.of("sampling", 1L));
        assertThat(counts.produced()).isEqualTo(1);
    }

    @Test
    void dropsThePictureAtWhichAReaderWasGivenUpAndNothingTwice() {
        tally.admit(reader);
        tally.received(reader);
        tally.retire();
        tally.retire();
        tally.corrupt(reader);
        tally.dropped(reader, "sampling");
        assertThat(tally.produced(reader)).isEqualTo(-1);
        assertThat(tally.counts().dropped()).isEqualTo(Map.of("abandoned", 1L));
        assertThat(tally.counts().corrupt()).isZero();
        assertThat(metrics.counted).isEqualTo(Map.of("received", 1L, "dropped", 1L, "abandoned", 1L));
    }

    @Test
    void takesNothingFromAReaderThatWasReplaced() {
        tally.admit(reader);
        tally.received(reader);
        tally.admit(new Object());
        assertThat(tally.received(reader)).isFalse();
        assertThat(tally.produced(reader)).isEqualTo(-1);
        tally.connected(reader);
        assertThat(tally.counts().received()).isEqualTo(1);
        assertThat(tally.counts().dropped()).isEqualTo(Map.of("abandoned", 1L));
        assertThat(tally.counts().reconnects()).isZero();
    }

    @Test
    void admitsNoReaderOnceClosed() {
        tally.close();
        tally.admit(reader);
        assertThat(tally.received(reader)).isFalse();
    }

    @Test
    void usesNoSequenceNumberTwiceWhenAFrameIsRefused() {
        tally.admit(reader);
        tally.received(reader);
        assertThat(tally.produced(reader)).isZero();
        assertThat(tally.counts().lastSequence()).isZero();
        tally.refused(0);
        assertThat(tally.counts().lastSequence()).isEqualTo(-1);
        tally.received(reader);
        assertThat(tally.produced(reader)).isEqualTo(1);
        assertThat(tally.counts().lastSequence()).isEqualTo(1);
        assertThat(tally.counts().produced()).isEqualTo(1);
        assertThat(tally.counts().dropped()).isEqualTo(Map.of("refused", 1L));
    }

    @Test
    void countsConnectionsAfterTheFirst() {
        assertThat(tally.counts().reconnects()).isZero();
        for (int i = 0; i < 3; i++) {
            tally.admit(reader);
            tally.connected(reader);
        }
        assertThat(tally.counts().reconnects()).isEqualTo(2);
    }
}
