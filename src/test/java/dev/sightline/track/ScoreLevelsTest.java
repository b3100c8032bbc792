package dev.sightline.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScoreLevelsTest {
    @Test
    void learnsEachGroupByItself() {
        ScoreLevels levels = ScoreLevels.INITIAL;
        for (int i = 0; i < 5000; i++) {
            levels = levels.with("person", 0.95).with("car", 0.6);
        }
        assertThat(levels.of("person").mean()).isCloseTo(Math.log(0.95 / 0.05), within(0.01));
        assertThat(levels.of("car").mean()).isCloseTo(Math.log(0.6 / 0.4), within(0.01));
        assertThat(levels.of("dog")).isEqualTo(ScoreLevel.INITIAL);
    }

    @Test
    void learnsOfNoMoreGroupsThanItKeeps() {
        ScoreLevels levels = ScoreLevels.INITIAL;
        for (int i = 0; i < 2 * ScoreLevels.MOST; i++) {
            levels = levels.with("class " + i, 0.5);
        }
        assertThat(levels.ofGroup()).hasSize(ScoreLevels.MOST);
        assertThat(levels.of("class 150")).isEqualTo(ScoreLevel.INITIAL);
        assertThat(levels.with("class 7", 0.9).of("class 7")).isNotEqualTo(levels.of("class 7"));
    }
}
