package org.echoscribe.study.training;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How one network is trained.
 *
 * @param batchSize items per step, 20 loops in the paper
 * @param learningRate Adam's first step size
 * @param maximumEpochs most passes over the training items
 * @param patienceEpochs epochs without a lower validation loss that make a plateau
 * @param learningRateReductions how often a plateau divides the learning rate before the next one ends the training
 * @param reductionFactor what the learning rate is multiplied by at a plateau
 * @param seed decides initial weights, order, augmentation and dropout
 */
public record TrainingSettings(
        int batchSize,
        double learningRate,
        int maximumEpochs,
        int patienceEpochs,
        int learningRateReductions,
        double reductionFactor,
        long seed) {

    public TrainingSettings {
        if (batchSize < 2 || maximumEpochs < 1 || patienceEpochs < 1 || learningRateReductions < 0) {
            throw new IllegalArgumentException(
                    "A training needs 2 items a step, an epoch, a patience of an epoch and no"
                            + " negative number of reductions: " + batchSize + ", " + maximumEpochs + ", "
                            + patienceEpochs + ", "
                            + learningRateReductions);
        }
        if (!(learningRate > 0 && reductionFactor > 0 && reductionFactor < 1)) {
            throw new IllegalArgumentException(
                    "The learning rate must be above 0, and what it is multiplied by at a plateau"
                            + " between 0 and 1: " + learningRate + ", " + reductionFactor);
        }
    }

    /** For a bundle's provenance. */
    public Map<String, Object> provenance() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("batchSize", batchSize);
        map.put("learningRate", learningRate);
        map.put("maximumEpochs", maximumEpochs);
        map.put("patienceEpochs", patienceEpochs);
        map.put("learningRateReductions", learningRateReductions);
        map.put("reductionFactor", reductionFactor);
        map.put("seed", seed);
        return map;
    }
}
