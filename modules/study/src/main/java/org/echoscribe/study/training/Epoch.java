package org.echoscribe.study.training;

/**
 * One row of the learning curves.
 *
 * @param number from 1
 * @param trainingLoss mean cross-entropy over the epoch's steps, with augmentation and dropout
 * @param trainingAccuracy share answered rightly likewise, 0..1
 * @param validationLoss mean cross-entropy on the validation items
 * @param validationAccuracy share of them answered rightly, 0..1
 * @param learningRate used in this epoch
 * @param seconds wall-clock time
 */
public record Epoch(
        int number,
        double trainingLoss,
        double trainingAccuracy,
        double validationLoss,
        double validationAccuracy,
        double learningRate,
        double seconds) {}
