package org.echoscribe.study.training;

import java.util.Optional;
import java.util.SplittableRandom;
import org.echoscribe.study.torch.Batch;

/** What a network learns from or is judged on: labelled items that can be put together to batches. */
public interface Examples {

    /** How many items there are. */
    int size();

    /**
     * Some items as one batch.
     *
     * @param items which, 0-based
     * @param augmentation the source of the random variation of training; absent for evaluation, which never varies
     */
    Batch batch(int[] items, Optional<SplittableRandom> augmentation);

    /** The right class of one item, 0-based. */
    default long label(int item) {
        return batch(new int[] {item}, Optional.empty()).labels()[0];
    }
}
