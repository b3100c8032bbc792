package dev.sightline.ssd;

/** How a network's logits for one default box become scores. Class 0 is the background. */
public enum Activation {
    /** Every class by itself: {@code 1 / (1 + exp(-x))}. */
    SIGMOID {
        @Override
        double score(float[] logits, int index) {
            return 1 / (1 + Math.exp(-logits[index]));
        }

        @Override
        double bound(float[] logits) {
            return 0;
        }
    },
    /** All classes against each other: {@code exp(x_i) / sum exp(x_j)}. */
    SOFTMAX {
        @Override
        double score(float[] logits, int index) {
            double sum = 0;
            for (float logit : logits) {
                sum += Math.exp((double) logit - logits[index]);
            }
            return 1 / sum;
        }

        /** The other classes only lower a score below that of the class against the background alone. */
        @Override
        double bound(float[] logits) {
            return logits[0];
        }
    };

    /** The score of class {@code index}, in [0, 1]. */
    abstract double score(float[] logits, int index);

    /** What a logit must exceed by {@code ln(s / (1 - s))} for a score of {@code s} to be possible. */
    abstract double bound(float[] logits);
}
