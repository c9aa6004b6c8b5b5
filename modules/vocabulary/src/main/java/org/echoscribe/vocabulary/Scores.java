package org.echoscribe.vocabulary;

import java.util.Arrays;

/**
 * Softmax probabilities of the 14 views, in {@link View} order.
 *
 * @param probabilities one finite value in 0..1 per view; they need not add to exactly 1
 */
public record Scores(float[] probabilities) {

    public Scores {
        if (probabilities.length != View.values().length) {
            throw new IllegalArgumentException("One probability per view is needed, got " + probabilities.length);
        }
        probabilities = probabilities.clone();
        for (float probability : probabilities) {
            if (!(probability >= 0f && probability <= 1f)) {
                throw new IllegalArgumentException("Not a probability: " + probability);
            }
        }
    }

    @Override
    public float[] probabilities() {
        return probabilities.clone();
    }

    /** The probability of one view, 0..1. */
    public float of(View view) {
        return probabilities[view.ordinal()];
    }

    /** The most probable view; the first in {@link View} order where several are equal. */
    public View best() {
        View best = View.PLAX;
        for (View view : View.values()) {
            if (of(view) > of(best)) {
                best = view;
            }
        }
        return best;
    }

    /** The probability of {@link #best()}, 0..1. */
    public float certainty() {
        return of(best());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scores scores && Arrays.equals(probabilities, scores.probabilities);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(probabilities);
    }

    @Override
    public String toString() {
        return "Scores[" + best() + " " + certainty() + "]";
    }
}
