package dev.sightline.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FilmPaceTest {
    private static final long MILLI = 1_000_000L;

    private final FilmPace pace = new FilmPace(10);

    private long due(long filmMillis, long nowMillis) {
        return pace.due(filmMillis * 1000, nowMillis * MILLI) / MILLI;
    }

    @Test
    void playsPicturesAsFarApartAsTheirTimestamps() {
        assertThat(due(7_000, 100)).isEqualTo(100);
        assertThat(due(7_040, 101)).isEqualTo(140);
        assertThat(due(7_120, 141)).isEqualTo(220);
    }

    @Test
    void keepsTheUsualDistanceWhereTheFilmStartsAgain() {
        due(0, 100);
        due(80, 101);
        assertThat(due(0, 181)).isEqualTo(260);
        assertThat(due(80, 261)).isEqualTo(340);
    }

    @Test
    void keepsTheUsualDistanceWhereTimestampsLeap() {
        due(0, 100);
        due(40, 101);
        assertThat(due(3_600_000, 141)).isEqualTo(180);
    }

    @Test
    void usesTheGivenRateWhileAllTimestampsAreTheSame() {
        assertThat(due(0, 0)).isZero();
        assertThat(due(0, 1)).isEqualTo(100);
        assertThat(due(0, 101)).isEqualTo(200);
    }

    @Test
    void catchesUpASmallDelayButNotALongOne() {
        due(0, 0);
        assertThat(due(40, 200)).isEqualTo(40);
        assertThat(due(80, 5_000)).isEqualTo(5_000);
        assertThat(due(120, 5_001)).isEqualTo(5_040);
    }
}
