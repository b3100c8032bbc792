package dev.sightline.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PairsTest {
    @Test
    void leavesRowsWithoutPairsAlone() {
        Pairs pairs = new Pairs(3, 1);
        pairs.add(2, 0, 0.1);
        assertThat(pairs.columnOfRow()).containsExactly(-1, -1, 0);
        assertThat(new Pairs(0, 0).columnOfRow()).isEmpty();
    }

    @RepeatedTest(100)
    void isAsGoodAsTheAssignmentOfAllAtOnce(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        double[][] weights = new double[1 + random.nextInt(12)][1 + random.nextInt(12)];
        Pairs pairs = new Pairs(weights.length, weights[0].length);
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < weights[i].length; j++) {
                if (random.nextInt(6) == 0) {
                    weights[i][j] = 0.01 + random.nextDouble();
                    pairs.add(i, j, weights[i][j]);
                }
            }
        }
        assertThat(sum(weights, pairs.columnOfRow()))
                .isCloseTo(sum(weights, Assignment.maximize(weights)), within(1e-9));
    }

    private static double sum(double[][] weights, int[] columnOfRow) {
        double sum = 0;
        for (int i = 0; i < columnOfRow.length; i++) {
            sum += columnOfRow[i] < 0 ? 0 : weights[i][columnOfRow[i]];
        }
        return sum;
    }
}
