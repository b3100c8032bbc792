package dev.sightline.camera;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.frame.Thumbnail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TamperWatchTest {
    private static final int EVERY_MILLIS = 500;

    private final TamperWatch watch = new TamperWatch();
    private final List<String> changes = new ArrayList<>();
    private long millis;
    private long pictures;

    /** A scene of its own for every number, with edges everywhere. */
    private static byte[] scene(int number) {
        var random = new SplittableRandom(number);
        byte[] grey = new byte[Thumbnail.WIDTH * Thumbnail.HEIGHT];
        for (int patch = 0; patch < 400; patch++) {
            int left = random.nextInt(Thumbnail.WIDTH - 6);
            int top = random.nextInt(Thumbnail.HEIGHT - 6);
            int value = random.nextInt(256);
            for (int i = 0; i < 36; i++) {
                grey[(top + i / 6) * Thumbnail.WIDTH + left + i % 6] = (byte) value;
            }
        }
        return grey;
    }

    private void show(byte[] grey, double detail, double seconds) {
        for (int i = 0; i < seconds * 1000 / EVERY_MILLIS; i++) {
            see(new Thumbnail(grey, detail, pictures++));
        }
    }

    private void see(Thumbnail thumbnail) {
        if (watch.look(thumbnail, 1_000_000 * millis, Instant.ofEpochMilli(millis))) {
            changes.add(millis / 1000.0 + " " + watch.state().tampering());
        }
        millis += EVERY_MILLIS;
    }

    @Test
    void saysSinceWhen() {
        show(scene(1), 100, 20);
        show(new byte[Thumbnail.WIDTH * Thumbnail.HEIGHT], 0, 10);
        assertThat(changes).containsExactly("25.0 BLACK");
        assertThat(watch.state().since()).isEqualTo(Instant.ofEpochSecond(20));
        show(scene(1), 100, 10);
        assertThat(changes).containsExactly("25.0 BLACK", "35.0 NONE");
        assertThat(watch.state().since()).isNull();
    }

    @Test
    void takesShortDisturbancesForNothing() {
        show(scene(1), 100, 20);
        for (int i = 0; i < 20; i++) {
            show(new byte[Thumbnail.WIDTH * Thumbnail.HEIGHT], 0, 4);
            show(scene(1), 100, 1);
            show(scene(2), 100, 4);
            show(scene(1), 100, 1);
        }
        assertThat(changes).isEmpty();
    }

    @Test
    void takesSeveralDeedsOneAfterTheOtherForOne() {
        show(scene(1), 100, 20);
        show(scene(1), 10, 3);
        show(scene(2), 100, 3);
        assertThat(changes).containsExactly("25.0 MOVED");
        assertThat(watch.state().since()).isEqualTo(Instant.ofEpochSecond(20));
    }

    @Test
    void acceptsAViewThatStaysAndKnowsTheOldOneToo() {
        show(scene(1), 100, 60);
        show(scene(2), 100, 900);
        assertThat(changes).containsExactly("65.0 MOVED", "665.0 NONE");
        for (int i = 0; i < 5; i++) {
            show(scene(1), 100, 60);
            show(scene(2), 100, 60);
        }
        assertThat(changes).hasSize(2);
        show(scene(3), 100, 60);
        assertThat(changes).hasSize(3).last().asString().endsWith("MOVED");
    }

    @Test
    void neverAcceptsACoveredOrFrozenCamera() {
        show(scene(1), 100, 60);
        show(new byte[Thumbnail.WIDTH * Thumbnail.HEIGHT], 0, 3600);
        assertThat(watch.state().tampering()).isEqualTo(Tampering.BLACK);
        for (int i = 0; i < 7200; i++) {
            see(new Thumbnail(scene(1), 100, -1));
        }
        assertThat(watch.state().tampering()).isEqualTo(Tampering.FROZEN);
    }

    @Test
    void followsAViewThatChangesSlowly() {
        byte[] before = scene(1);
        byte[] after = scene(2);
        byte[] now = new byte[before.length];
        for (int step = 0; step <= 200; step++) {
            for (int i = 0; i < now.length; i++) {
                now[i] = (byte) (((before[i] & 0xFF) * (200 - step) + (after[i] & 0xFF) * step) / 200);
            }
            show(now.clone(), 100 - step / 4.0, 60);
        }
        assertThat(changes).isEmpty();
    }

    @Test
    void seesAPictureThatAnEncoderRepeatsWithEveryKeyFrame() {
        show(scene(1), 100, 20);
        for (int i = 0; i < 60; i++) {
            see(new Thumbnail(scene(1), 100, -1 - i % 8));
        }
        assertThat(changes).hasSize(1).first().asString().endsWith("FROZEN");
    }

    @Test
    void doesNotMindAFilmThatStartsAgain() {
        for (int i = 0; i < 400; i++) {
            see(new Thumbnail(scene(1), 100, i % 40));
        }
        assertThat(changes).isEmpty();
    }
}
