package dev.sightline.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerTest {
    private static final long SECOND = 1_000_000_000L;

    private static List<Integer> kept(double wanted, long... arrivals) {
        var sampler = new Sampler(wanted);
        var kept = new ArrayList<Integer>();
        for (int i = 0; i < arrivals.length; i++) {
            if (sampler.keep(arrivals[i])) {
                kept.add(i);
            }
        }
        return kept;
    }

    private static long[] steady(double rate, int pictures) {
        return IntStream.range(0, pictures)
                .mapToLong(i -> 42 * SECOND + Math.round(i * SECOND / rate))
                .toArray();
    }

    private static List<Integer> multiples(int of, int below) {
        return IntStream.range(0, below).filter(i -> i % of == 0).boxed().toList();
    }

    @ParameterizedTest
    @CsvSource({
        "10, 5, 2", // every second
        "30, 5, 6", // every sixth
        "5, 5, 1", // all
        "2, 5, 1", // all of a slow camera
        "25, 25, 1",
        "60, 1, 60",
    })
    void keepsEveryNthOfASteadyStream(double rate, double wanted, int nth) {
        assertThat(kept(wanted, steady(rate, 600))).isEqualTo(multiples(nth, 600));
    }

    @ParameterizedTest
    @CsvSource({"12.5, 5", "7, 5", "29.97, 5", "25, 10", "15, 4", "5.01, 5", "24, 23"})
    void keepsTheAverageOfAnOddRatio(double rate, double wanted) {
        int pictures = (int) Math.round(rate * 100);
        assertThat(kept(wanted, steady(rate, pictures)).size() / 100.0).isCloseTo(wanted, within(0.02 * wanted));
    }

    @Test
    void alternatesBetweenTwoAndThreeOfTwelveAndAHalf() {
        assertThat(kept(5, steady(12.5, 26))).startsWith(0, 2, 5).hasSize(11);
    }

    @Test
    void keepsEverySecondPictureInSpiteOfJitter() {
        for (int seed = 0; seed < 50; seed++) {
            var random = new SplittableRandom(seed);
            long[] arrivals = steady(10, 1_000);
            for (int i = 0; i < arrivals.length; i++) {
                arrivals[i] += random.nextLong(-SECOND / 50, SECOND / 50);
            }
            assertThat(kept(5, arrivals)).as("seed %d", seed).hasSizeBetween(499, 501);
            List<Integer> kept = kept(5, arrivals);
            for (int i = 10; i < kept.size(); i++) {
                assertThat(kept.get(i) - kept.get(i - 1))
                        .as("seed %d, picture %d", seed, i)
                        .isEqualTo(2);
            }
        }
    }

    @Test
    void makesNothingUpAfterAGap() {
        long[] arrivals = steady(10, 40);
        for (int i = 20; i < 40; i++) {
            arrivals[i] += 60 * SECOND;
        }
        assertThat(kept(5, arrivals)).isEqualTo(multiples(2, 40));
    }

    @Test
    void keepsOneOfABurst() {
        long[] burst = new long[20];
        IntStream.range(0, 20).forEach(i -> burst[i] = i);
        assertThat(kept(5, burst)).containsExactly(0);
    }
}
