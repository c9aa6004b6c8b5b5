package org.echoscribe.inference;

import java.time.Duration;

/**
 * How a {@link Classifier} computes.
 *
 * @param provider where ONNX Runtime is asked to compute
 * @param intraOpThreads threads inside one operator, 1 or more, CPU only
 * @param maximumBatch most loops that are classified together, 1 or more
 * @param maximumWait how long the first loop of a batch waits for others, 0 or more
 * @param imagesPerRun most frames or flow chunks given to a backbone at once, 1 or more: bounds memory on a CPU (0.3 GB
 *     for one 299 x 299 frame of the full network, 0.5 GB for four), keeps a GPU busy
 */
public record ExecutionOptions(
        ExecutionProvider provider, int intraOpThreads, int maximumBatch, Duration maximumWait, int imagesPerRun) {

    public ExecutionOptions {
        requireAtLeastOne(intraOpThreads, "intra-op threads");
        requireAtLeastOne(maximumBatch, "maximum batch");
        requireAtLeastOne(imagesPerRun, "images per run");
        if (maximumWait.isNegative()) {
            throw new IllegalArgumentException("maximum wait must not be negative: " + maximumWait);
        }
    }

    /** For a CPU: one thread per core, four images at once, one loop after the other: batches gain nothing there. */
    public static ExecutionOptions forCpu() {
        return new ExecutionOptions(
                ExecutionProvider.CPU, Runtime.getRuntime().availableProcessors(), 1, Duration.ZERO, 4);
    }

    /** For a GPU where there is one: up to eight loops within 20 ms, 64 images at once. */
    public static ExecutionOptions forGpu() {
        return new ExecutionOptions(
                ExecutionProvider.AUTO, Runtime.getRuntime().availableProcessors(), 8, Duration.ofMillis(20), 64);
    }

    private static void requireAtLeastOne(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more: " + value);
        }
    }
}
