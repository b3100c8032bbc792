package dev.sightline.track;

/**
 * How sure the detector is of one class at a camera: the mean of the log-odds of the scores of its confirmed tracks. Models
 * differ in their scores, and so do places; what is a good score can only be told by comparison.
 *
 * @param mean log-odds, in [-{@value #MOST}, {@value #MOST}]
 * @param count how many scores it is the mean of, up to {@value #MEMORY}; later ones weigh as the last of so many
 */
public record ScoreLevel(double mean, long count) {
    /** Log-odds are cut off here, which is a score of 0.993: nearer to 1 scores tell nothing more. */
    static final double MOST = 5;

    private static final long MEMORY = 1000;

    /** Before any score: a score of 0.88, which weighs as much as 30. */
    public static final ScoreLevel INITIAL = new ScoreLevel(2, 30);

    /** Checks the ranges. */
    public ScoreLevel {
        if (!(mean >= -MOST && mean <= MOST) || count < 1 || count > MEMORY) {
            throw new IllegalArgumentException(
                    "mean is within " + MOST + " of 0 and count 1 to " + MEMORY + ", not " + mean + ", " + count);
        }
    }

    /** The log-odds of a score in [0, 1], within {@value #MOST} of 0. */
    public static double logOdds(double score) {
        return Math.max(-MOST, Math.min(MOST, Math.log(score / (1 - score))));
    }

    /** With one more score. */
    ScoreLevel with(double score) {
        return new ScoreLevel(mean + (logOdds(score) - mean) / count, Math.min(MEMORY, count + 1));
    }

    /** Whether log-odds are no more than {@code margin} below the level. */
    boolean reaches(double logOdds, double margin) {
        return logOdds >= mean - margin;
    }
}
