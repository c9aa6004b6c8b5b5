package org.echoscribe.study.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.echoscribe.study.torch.Precision;
import org.echoscribe.study.torch.TorchDevice;
import org.echoscribe.study.torch.WorkerGroup;

/**
 * How a training is computed, as far as {@link TrainingSettings} do not say what it learns. The device is the process'
 * ({@link TorchDevice}).
 *
 * @param precision of the training steps
 * @param accumulation parts in which a step's batch is computed one after the other, 1 for at once: a part needs that much
 *     less memory. The gradient is that of the whole batch up to rounding, but batch normalisation sees each part by itself
 * @param classWeights what each loop counts in the loss
 * @param freezing how long given starting weights are kept
 * @param workers the processes that share every batch
 */
public record TrainingOptions(
        Precision precision, int accumulation, ClassWeighting classWeights, Freezing freezing, WorkerGroup workers) {

    public TrainingOptions {
        if (accumulation < 1) {
            throw new IllegalArgumentException("A batch has at least one part, not " + accumulation);
        }
    }

    /** Single precision, the whole batch at once, no weights of classes, nothing frozen, one process. */
    public static TrainingOptions standard() {
        return new TrainingOptions(Precision.FLOAT32, 1, ClassWeighting.NONE, Freezing.NONE, WorkerGroup.alone());
    }

    /** The same, with another freezing. */
    public TrainingOptions freezing(Freezing other) {
        return new TrainingOptions(precision, accumulation, classWeights, other, workers);
    }

    /** The same, by one process alone. */
    public TrainingOptions alone() {
        return new TrainingOptions(precision, accumulation, classWeights, freezing, WorkerGroup.alone());
    }

    /** For a bundle's provenance, without the workers, of whom the command knows. */
    public Map<String, Object> provenance() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("device", TorchDevice.name());
        map.put("precision", precision.toString());
        map.put("partsOfABatch", accumulation);
        map.put("classWeights", classWeights.toString());
        map.put("freezing", freezing.describe());
        return map;
    }
}
