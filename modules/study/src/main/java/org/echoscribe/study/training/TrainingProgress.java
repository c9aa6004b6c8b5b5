package org.echoscribe.study.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a training stands between two epochs: the learning curves, from which the plateau follows. Nothing else is kept,
 * so a training that goes on after a kill decides as it would have done.
 */
final class TrainingProgress {

    private static final int COLUMNS = 7;

    private final TrainingSettings settings;
    private final List<Epoch> epochs = new ArrayList<>();
    private double lowestLoss = Double.POSITIVE_INFINITY;
    private int epochsSinceLowest;
    private int reductions;

    TrainingProgress(TrainingSettings settings) {
        this.settings = settings;
    }

    /** Replays recorded epochs. */
    static TrainingProgress decode(double[] numbers, TrainingSettings settings) {
        TrainingProgress progress = new TrainingProgress(settings);
        for (int i = 0; i < numbers.length; i += COLUMNS) {
            progress.add(new Epoch(
                    (int) numbers[i],
                    numbers[i + 1],
                    numbers[i + 2],
                    numbers[i + 3],
                    numbers[i + 4],
                    numbers[i + 5],
                    numbers[i + 6]));
        }
        return progress;
    }

    double[] encode() {
        return epochs.stream()
                .flatMapToDouble(epoch -> java.util.stream.DoubleStream.of(
                        epoch.number(),
                        epoch.trainingLoss(),
                        epoch.trainingAccuracy(),
                        epoch.validationLoss(),
                        epoch.validationAccuracy(),
                        epoch.learningRate(),
                        epoch.seconds()))
                .toArray();
    }

    /** Records an epoch; true when its validation accuracy is the best so far (the lower loss decides between equals). */
    boolean add(Epoch epoch) {
        boolean best = epochs.stream().allMatch(earlier -> isBetter(epoch, earlier));
        epochs.add(epoch);
        if (epoch.validationLoss() < lowestLoss) {
            lowestLoss = epoch.validationLoss();
            epochsSinceLowest = 0;
        } else if (++epochsSinceLowest >= settings.patienceEpochs()) {
            epochsSinceLowest = 0;
            reductions++;
        }
        return best;
    }

    private static boolean isBetter(Epoch candidate, Epoch earlier) {
        return candidate.validationAccuracy() > earlier.validationAccuracy()
                || candidate.validationAccuracy() == earlier.validationAccuracy()
                        && candidate.validationLoss() < earlier.validationLoss();
    }

    double learningRate() {
        return settings.learningRate() * Math.pow(settings.reductionFactor(), reductions);
    }

    boolean isFinished() {
        return epochs.size() >= settings.maximumEpochs() || reductions > settings.learningRateReductions();
    }

    int nextEpoch() {
        return epochs.size() + 1;
    }

    List<Epoch> epochs() {
        return List.copyOf(epochs);
    }
}
