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
import org.echoscribe.study.torch.Trainee;
import org.echoscribe.study.torch.WorkerGroup;

/**
 * Trains one network until its validation loss has reached a plateau, and keeps the weights of the epoch with the best
 * validation accuracy (Howard et al. 2020, doi 10.21037/jmai.2019.10.03, methods).
 *
 * <p>Every epoch ends with a checkpoint of weights, optimiser and curves. All randomness of an epoch follows from the seed
 * and the epoch's number, so a training that was killed goes on from its last checkpoint to the same weights, bit for bit,
 * and two trainings with the same seed on the same machine's processor are the same bit for bit. Several workers, or a batch
 * in parts, give the same up to rounding.
 */
public final class TrainNetwork {

    /** Items judged at once in validation; bounds memory and changes nothing else. */
    private static final int VALIDATION_BATCH = 32;

    private final StreamedNetwork network;
    private final TrainingSettings settings;
    private final TrainingOptions options;
    private final Path directory;

    /** Trains within a directory of its own, which holds checkpoints and curves, in the standard way. */
    public TrainNetwork(StreamedNetwork network, TrainingSettings settings, Path directory) {
        this(network, settings, TrainingOptions.standard(), directory);
    }

    /** Trains within a directory of its own, which holds checkpoints and curves; of several workers the first writes it. */
    public TrainNetwork(StreamedNetwork network, TrainingSettings settings, TrainingOptions options, Path directory) {
        this.network = network;
        this.settings = settings;
        this.options = options;
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
        WorkerGroup workers = options.workers();
        if (workers.leads()) {
            Files.createDirectories(directory);
        }
        RequireSameStart.check(workers, settings, options, start, training, validation);
        int classes = (int) network.head().output("logits").shape().dimensions()[0];
        Trainee.Arithmetic arithmetic = new Trainee.Arithmetic(
                options.precision(), options.classWeights().weights(training, classes), workers);
        try (Trainee trainee = new Trainee(network, start, settings.learningRate(), arithmetic)) {
            Checkpoints checkpoints = new Checkpoints(directory, workers);
            TrainingProgress progress = checkpoints
                    .resume(trainee)
                    .map(numbers -> TrainingProgress.decode(numbers, settings))
                    .orElseGet(() -> new TrainingProgress(settings));
            writeCurves(progress);
            while (!progress.isFinished()) {
                Epoch epoch = trainEpoch(trainee, progress, training, validation, observer);
                boolean best = progress.add(epoch);
                checkpoints.save(trainee, progress.encode(), best);
                writeCurves(progress);
                observer.epochDone(epoch, best);
            }
            checkpoints.loadBest(trainee);
            return new Trained(trainee.weights(), progress.epochs());
        }
    }

    private Epoch trainEpoch(
            Trainee trainee,
            TrainingProgress progress,
            Examples training,
            Examples validation,
            TrainingObserver observer) {
        long started = System.nanoTime();
        int number = progress.nextEpoch();
        double learningRate = progress.learningRate();
        SplittableRandom random = new SplittableRandom(settings.seed() * 1_000_003 + number);
        StepParts parts = new StepParts(training, settings.batchSize(), options, random.nextLong());
        trainee.learningRate(learningRate);
        trainee.freeze(options.freezing().frozenNodes(network.spatial(), number));
        int[][] steps = parts.steps();
        observer.epochStarted(number, settings.maximumEpochs(), steps.length);
        Mean learnt = new Mean();
        for (int[] items : steps) {
            learnt.add(trainee.step(parts.of(items), random.nextLong()));
            observer.stepDone(learnt.loss(), learnt.accuracy());
        }
        Mean judged = validate(trainee, validation);
        return new Epoch(
                number,
                learnt.loss(),
                learnt.accuracy(),
                judged.loss(),
                judged.accuracy(),
                learningRate,
                (System.nanoTime() - started) / 1e9);
    }

    /** Batch after batch, each by the worker whose turn it is. */
    private Mean validate(Trainee trainee, Examples validation) {
        WorkerGroup workers = options.workers();
        Mean mean = new Mean();
        for (int first = 0; first < validation.size(); first += VALIDATION_BATCH) {
            if (first / VALIDATION_BATCH % workers.size() == workers.rank()) {
                int[] items = range(first, Math.min(validation.size(), first + VALIDATION_BATCH));
                mean.add(trainee.evaluate(validation.batch(items, Optional.empty())));
            }
        }
        return mean.over(workers);
    }

    private void writeCurves(TrainingProgress progress) throws IOException {
        if (options.workers().leads() && !progress.epochs().isEmpty()) {
            new LearningCurves(network.name(), progress.epochs()).write(directory);
            new EventFile(directory).write(progress.epochs());
        }
    }

    private static int[] range(int first, int end) {
        int[] values = new int[end - first];
        Arrays.setAll(values, i -> first + i);
        return values;
    }

    /** Means weighted by batch size. */
    private static final class Mean {
        private double lossSum;
        private double right;
        private double items;

        void add(Trainee.BatchResult result) {
            lossSum += result.loss() * result.loops();
            right += result.right();
            items += result.loops();
        }

        Mean over(WorkerGroup workers) {
            double[] sums = workers.sum(lossSum, right, items);
            Mean all = new Mean();
            all.lossSum = sums[0];
            all.right = sums[1];
            all.items = sums[2];
            return all;
        }

        double loss() {
            return lossSum / items;
        }

        double accuracy() {
            return right / items;
        }
    }
}
