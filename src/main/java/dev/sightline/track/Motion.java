package dev.sightline.track;

/**
 * A Kalman filter over one coordinate that moves at a nearly constant rate: what is known about its value and rate.
 *
 * @param value the coordinate
 * @param rate its change a second
 * @param valueVariance how uncertain the value is, ≥ 0
 * @param covariance of value and rate
 * @param rateVariance how uncertain the rate is, ≥ 0
 */
public record Motion(double value, double rate, double valueVariance, double covariance, double rateVariance) {

    /**
     * What is known {@code seconds} later: the rate stays, but for accelerations that are white noise (Bar-Shalom, Li,
     * Kirubarajan: Estimation with Applications to Tracking and Navigation, 2001, section 6.2.2). Two steps in a row
     * are the same as one long step.
     *
     * @param seconds ≥ 0
     * @param intensity of the acceleration noise: the variance that the rate gains a second, ≥ 0
     */
    Motion after(double seconds, double intensity) {
        double t = seconds;
        return new Motion(
                value + t * rate,
                rate,
                valueVariance + 2 * t * covariance + t * t * rateVariance + intensity * t * t * t / 3,
                covariance + t * rateVariance + intensity * t * t / 2,
                rateVariance + intensity * t);
    }

    /**
     * What is known {@code seconds} later when the rate fades, as Singer's model has it for accelerations (Estimating
     * Optimal Tracking Filter Performance, IEEE Transactions on Aerospace and Electronic Systems 6, 1970). The noise is
     * taken as in {@link #after}, which is a little too much.
     *
     * @param memory in which the rate fades to 1/e, in seconds, above 0
     * @param seconds ≥ 0
     * @param intensity of the noise: the variance that the rate gains a second, ≥ 0
     */
    Motion fading(double memory, double seconds, double intensity) {
        double left = Math.exp(-seconds / memory);
        double t = memory * (1 - left);
        return new Motion(
                value + t * rate,
                left * rate,
                valueVariance + 2 * t * covariance + t * t * rateVariance + intensity * seconds * seconds * seconds / 3,
                left * (covariance + t * rateVariance) + intensity * seconds * seconds / 2,
                left * left * rateVariance + intensity * seconds);
    }

    /**
     * What is known after a measurement of the value.
     *
     * @param measured the value measured
     * @param variance of the measurement, above 0
     */
    Motion corrected(double measured, double variance) {
        double total = valueVariance + variance;
        double valueGain = valueVariance / total;
        double rateGain = covariance / total;
        double surprise = measured - value;
        return new Motion(
                value + valueGain * surprise,
                rate + rateGain * surprise,
                variance * valueGain,
                variance * rateGain,
                rateVariance - rateGain * covariance);
    }
}
