package org.echoscribe.study.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What each loop counts in the training loss, by its view. Validation always counts every loop once. */
public enum ClassWeighting {
    /** Every loop counts the same: the paper. */
    NONE,
    /** Views count the same: a loop counts {@code loops / (views present * loops of its view)}. */
    BALANCED;

    /** The weights of all classes; 1 for a class that does not occur. */
    Optional<float[]> weights(Examples training, int classes) {
        if (this == NONE) {
            return Optional.empty();
        }
        int[] counts = new int[classes];
        for (int item = 0; item < training.size(); item++) {
            counts[(int) training.label(item)]++;
        }
        long present = Arrays.stream(counts).filter(count -> count > 0).count();
        float[] weights = new float[classes];
        for (int i = 0; i < classes; i++) {
            weights[i] = counts[i] == 0 ? 1 : (float) ((double) training.size() / (present * counts[i]));
        }
        return Optional.of(weights);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
