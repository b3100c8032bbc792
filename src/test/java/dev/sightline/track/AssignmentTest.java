package dev.sightline.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssignmentTest {
    @Test
    void prefersTheBestSumToTheBestPair() {
        double[][] weights = {{0.9, 0.8}, {0.8, 0.1}};
        assertThat(Assignment.maximize(weights)).containsExactly(1, 0);
    }

    @Test
    void leavesARowAloneThatHasOnlyForbiddenPairs() {
        double[][] weights = {{0, 0, 0}, {0, 0.5, 0}};
        assertThat(Assignment.maximize(weights)).containsExactly(-1, 1);
    }

    @Test
    void leavesTheWorstRowAloneWhenThereAreTooMany() {
        double[][] weights = {{0.5}, {0.7}, {0.6}};
        assertThat(Assignment.maximize(weights)).containsExactly(-1, 0, -1);
    }

    @Test
    void takesNothing() {
        assertThat(Assignment.maximize(new double[0][0])).isEmpty();
        assertThat(Assignment.maximize(new double[2][0])).containsExactly(-1, -1);
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isAsGoodAsTryingEverything(int seed) {
        var random = new Random(seed);
        double[][] weights = new double[random.nextInt(7)][random.nextInt(7)];
        for (double[] row : weights) {
            Arrays.setAll(row, j -> random.nextInt(3) == 0 ? 0 : random.nextInt(1, 20) / 20.0);
        }
        int[] columnOfRow = Assignment.maximize(weights);
        assertThat(Arrays.stream(columnOfRow).filter(j -> j >= 0)).doesNotHaveDuplicates();
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (columnOfRow[i] >= 0) {
                assertThat(weights[i][columnOfRow[i]]).isPositive();
                sum += weights[i][columnOfRow[i]];
            }
        }
        assertThat(sum).isCloseTo(best(weights, 0, 0), within(1e-9));
    }

    /** The largest sum by trying every pairing of the rows from {@code row} on. */
    private static double best(double[][] weights, int row, int taken) {
        if (row == weights.length) {
            return 0;
        }
        double best = best(weights, row + 1, taken);
        for (int j = 0; j < weights[row].length; j++) {
            if ((taken & 1 << j) == 0) {
                best = Math.max(best, weights[row][j] + best(weights, row + 1, taken | 1 << j));
            }
        }
        return best;
    }
}
