package org.echoscribe.study.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.StreamedNetwork;
import org.echoscribe.study.torch.Batch;
import org.echoscribe.study.torch.Trainee;

/**
 * Trains one network until its validation loss has reached a plateau, and keeps the weights of the epoch with the best
 * validation accuracy (Howard et al. 2020, doi 10.21037/jmai.2019.10.03, methods).
 *
 * <p>Every epoch ends with a checkpoint of weights, optimiser and curves. All randomness of an epoch follows from the seed
 * and the epoch's number, so a training that was killed goes on from its last checkpoint to the same weights, bit for bit.
 */
public final class TrainNetwork {

    private static final String CHECKPOINT = "checkpoint.pt";
    private static final String BEST = "best.pt";
    /** Items judged at once in validation; bounds memory and changes nothing else. */
    private static final int VALIDATION_BATCH = 32;

    private final StreamedNetwork network;
    private final TrainingSettings settings;
    private final Path directory;

    /** Trains within a directory of its own, which holds checkpoints and curves. */
    public TrainNetwork(StreamedNetwork network, TrainingSettings settings, Path directory) {
        this.network = network;
        this.settings = settings;
        this.directory = directory;
    }

    /**
     * What came of it.
     *
     * @param weights of the epoch with the best validation accuracy
     * @param epochs the learning curves
     */
    public record Trained(NetworkWeights weights, List<Epoch> epochs) {

        /** The epoch whose weights these are. */
        public Epoch best() {
            Epoch best = epochs.getFirst();
            for (Epoch epoch : epochs) {
                boolean higher = epoch.validationAccuracy() > best.validationAccuracy();
                boolean equalAndLower = epoch.validationAccuracy() == best.validationAccuracy()
                        && epoch.validationLoss() < best.validationLoss();
                best = higher || equalAndLower ? epoch : best;
            }
            return best;
        }
    }

    /** Trains, from the last checkpoint where the directory has one. */
    public Trained train(NetworkWeights start, Examples training, Examples validation, TrainingObserver observer)
            throws IOException {
        Files.createDirectories(directory);
        try (Trainee trainee = new Trainee(network, start, settings.learningRate())) {
            TrainingProgress progress = resume(trainee);
            while (!progress.isFinished()) {
                trainEpoch(trainee, progress, training, validation, observer);
            }
            trainee.load(directory.resolve(BEST));
            return new Trained(trainee.weights(), progress.epochs());
        }
    }

    private TrainingProgress resume(Trainee trainee) throws IOException {
        Path checkpoint = directory.resolve(CHECKPOINT);
        return Files.exists(checkpoint)
                ? TrainingProgress.decode(trainee.load(checkpoint), settings)
                : new TrainingProgress(settings);
    }

    private void trainEpoch(
            Trainee trainee,
            TrainingProgress progress,
            Examples training,
            Examples validation,
            TrainingObserver observer)
            throws IOException {
        long started = System.nanoTime();
        int number = progress.nextEpoch();
        double learningRate = progress.learningRate();
        long epochSeed = new SplittableRandom(settings.seed() * 1_000_003 + number).nextLong();
        Trainee.seed(epochSeed);
        trainee.learningRate(learningRate);
        SplittableRandom random = new SplittableRandom(epochSeed);
        int[][] batches = shuffledBatches(training.size(), random);
        observer.epochStarted(number, settings.maximumEpochs(), batches.length);
        Mean learnt = new Mean();
        for (int[] items : batches) {
            Batch batch = training.batch(items, Optional.of(random));
            learnt.add(trainee.step(batch), batch.size());
            observer.stepDone(learnt.loss(), learnt.accuracy());
        }
        Mean judged = validate(trainee, validation);
        Epoch epoch = new Epoch(
                number,
                learnt.loss(),
                learnt.accuracy(),
                judged.loss(),
                judged.accuracy(),
                learningRate,
                (System.nanoTime() - started) / 1e9);
        boolean best = progress.add(epoch);
        if (best) {
            trainee.save(directory.resolve(BEST), progress.encode());
        }
        trainee.save(directory.resolve(CHECKPOINT), progress.encode());
        new LearningCurves(network.name(), progress.epochs()).write(directory);
        observer.epochDone(epoch, best);
    }

    private static Mean validate(Trainee trainee, Examples validation) {
        Mean mean = new Mean();
        for (int first = 0; first < validation.size(); first += VALIDATION_BATCH) {
            int[] items = range(first, Math.min(validation.size(), first + VALIDATION_BATCH));
            mean.add(trainee.evaluate(validation.batch(items, Optional.empty())), items.length);
        }
        return mean;
    }

    /** A last batch of a single item is left out of the epoch: batch normalisation has no variance there. */
    private int[][] shuffledBatches(int items, SplittableRandom random) {
        int[] order = range(0, items);
        for (int i = items - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        int full = items / settings.batchSize();
        int rest = items % settings.batchSize();
        int batches = full + (rest > 1 || full == 0 ? 1 : 0);
        int[][] result = new int[batches][];
        for (int i = 0; i < batches; i++) {
            int first = i * settings.batchSize();
            result[i] = Arrays.copyOfRange(order, first, Math.min(items, first + settings.batchSize()));
        }
        return result;
    }

    private static int[] range(int first, int end) {
        int[] values = new int[end - first];
        Arrays.setAll(values, i -> first + i);
        return values;
    }

    /** Means weighted by batch size. */
    private static final class Mean {
        private double lossSum;
        private int right;
        private int items;

        void add(Trainee.BatchResult result, int size) {
            lossSum += result.loss() * size;
            right += result.right();
            items += size;
        }

        double loss() {
            return lossSum / items;
        }

        double accuracy() {
            return (double) right / items;
        }
    }
}
