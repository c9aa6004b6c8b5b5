package org.echoscribe.study.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.echoscribe.study.torch.Batch;
import org.echoscribe.study.torch.Share;
import org.echoscribe.study.torch.Trainee;

/**
 * Cuts an epoch into steps, steps into parts and parts into the workers' shares. Each item's chance is its own, so an item is
 * varied the same however its batch is cut.
 */
final class StepParts {

    private final Examples examples;
    private final int batchSize;
    private final int accumulation;
    private final int rank;
    private final int workers;
    private final long epochSeed;

    StepParts(Examples examples, int batchSize, TrainingOptions options, long epochSeed) {
        this.examples = examples;
        this.batchSize = batchSize;
        this.accumulation = options.accumulation();
        this.rank = options.workers().rank();
        this.workers = options.workers().size();
        this.epochSeed = epochSeed;
    }

    /**
     * The items of each step, shuffled. A last batch that is too small to give each worker an item, or to have a variance in
     * batch normalisation (a single item), is left out of the epoch.
     */
    int[][] steps() {
        int items = examples.size();
        int[] order = shuffled(items);
        int full = items / batchSize;
        int rest = items % batchSize;
        int least = Math.max(2, workers);
        int batches = full + (rest >= least || full == 0 ? 1 : 0);
        int[][] result = new int[batches][];
        for (int i = 0; i < batches; i++) {
            int first = i * batchSize;
            result[i] = Arrays.copyOfRange(order, first, Math.min(items, first + batchSize));
        }
        return result;
    }

    private int[] shuffled(int items) {
        SplittableRandom random = new SplittableRandom(epochSeed);
        int[] order = new int[items];
        Arrays.setAll(order, i -> i);
        for (int i = items - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }

    /** This worker's shares of a step's parts: fewer parts where one would have too few items. */
    List<Trainee.Part> of(int[] items) {
        int parts = Math.clamp(items.length / Math.max(2, workers), 1, accumulation);
        List<Trainee.Part> result = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = part * items.length / parts;
            int to = (part + 1) * items.length / parts;
            int first = rank * (to - from) / workers;
            int end = (rank + 1) * (to - from) / workers;
            int[] own = Arrays.copyOfRange(items, from + first, from + end);
            result.add(new Trainee.Part(batch(own), new Share(from + first, own.length, items.length)));
        }
        return result;
    }

    private Batch batch(int[] items) {
        return Batch.joined(Arrays.stream(items)
                .mapToObj(item -> examples.batch(new int[] {item}, Optional.of(chanceOf(item))))
                .toList());
    }

    private SplittableRandom chanceOf(int item) {
        return new SplittableRandom(epochSeed + 0x9E3779B97F4A7C15L * (item + 1));
    }
}
