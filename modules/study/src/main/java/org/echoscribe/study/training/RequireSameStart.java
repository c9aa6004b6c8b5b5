package org.echoscribe.study.training;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.Weights;
import org.echoscribe.study.torch.WorkerGroup;

/**
 * Refuses workers that were not started alike. Each sees its own files and options; where they differ, gradients would be
 * mixed that do not belong together, and no figure would show it.
 */
final class RequireSameStart {

    private RequireSameStart() {}

    static void check(
            WorkerGroup workers,
            TrainingSettings settings,
            TrainingOptions options,
            NetworkWeights start,
            Examples training,
            Examples validation) {
        if (workers.size() == 1) {
            return;
        }
        List<Weights> parts = new ArrayList<>();
        start.spatial().ifPresent(parts::add);
        start.temporal().ifPresent(parts::add);
        parts.add(start.head());
        same(
                workers,
                "settings and options",
                checksum(settings + " " + options.accumulation() + options.precision() + options.classWeights()
                        + options.freezing()));
        same(workers, "starting weights", checksum(parts));
        same(workers, "training loops", checksum(training));
        same(workers, "validation loops", checksum(validation));
    }

    private static void same(WorkerGroup workers, String what, long own) {
        long leaders = (long) workers.sum(workers.leads() ? own : 0)[0];
        boolean differs = workers.sum(own == leaders ? 0 : 1)[0] > 0;
        if (differs) {
            throw new IllegalStateException("The workers of this training do not have the same " + what
                    + ": start all of them with the same program, options, data and weights");
        }
    }

    private static long checksum(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return checksum.getValue();
    }

    private static long checksum(List<Weights> parts) {
        CRC32 checksum = new CRC32();
        for (Weights part : parts) {
            for (float[] values : part.values().values()) {
                ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
                bytes.asFloatBuffer().put(values);
                checksum.update(bytes);
            }
        }
        return checksum.getValue();
    }

    private static long checksum(Examples examples) {
        CRC32 checksum = new CRC32();
        checksum.update(examples.size());
        for (int item = 0; item < examples.size(); item++) {
            checksum.update((int) examples.label(item));
        }
        return checksum.getValue();
    }
}
