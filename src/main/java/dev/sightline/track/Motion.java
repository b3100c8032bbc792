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
