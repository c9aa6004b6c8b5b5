package org.echoscribe.study.training;

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
        long seed) {}
