package org.echoscribe.study.data;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.Shape;
import org.echoscribe.study.network.Value;
import org.echoscribe.study.torch.Batch;
import org.echoscribe.study.torch.InputArray;
import org.echoscribe.study.training.Examples;

/**
 * Backbone vectors for a head: as many consecutive frames and as many chunks as its inputs declare. Evaluation takes the
 * loop's first ones, training starts anywhere
 * where the vectors say so.
 */
public final class VectorExamples implements Examples {

    private final LoopVectors vectors;
    private final Graph head;

    /** For the inputs that this head declares. */
    public VectorExamples(LoopVectors vectors, Graph head) {
        this.vectors = vectors;
        this.head = head;
    }

    @Override
    public int size() {
        return vectors.size();
    }

    @Override
    public long label(int item) {
        return vectors.labels()[item];
    }

    @Override
    public Batch batch(int[] items, Optional<SplittableRandom> augmentation) {
        Optional<SplittableRandom> starts = augmentation.filter(_ -> vectors.startAnywhere());
        Map<String, InputArray> inputs = new LinkedHashMap<>();
        for (Value input : head.inputs()) {
            Shape.Series series = (Shape.Series) input.shape();
            FloatBuffer values = FloatBuffers.onHeap((long) items.length * series.steps() * series.features());
            for (int item : items) {
                switch (input.name()) {
                    case "spatial" -> putFrames(item, series, starts, values);
                    case "temporal" -> putChunks(item, series, starts, values);
                    default -> throw new IllegalArgumentException("A head reads no " + input.name());
                }
            }
            inputs.put(input.name(), new InputArray(values.flip(), items.length, series.steps(), series.features()));
        }
        long[] labels = new long[items.length];
        for (int i = 0; i < items.length; i++) {
            labels[i] = vectors.labels()[items[i]];
        }
        return new Batch(inputs, labels);
    }

    private void putFrames(int item, Shape.Series series, Optional<SplittableRandom> starts, FloatBuffer target) {
        int latest = vectors.frames() - series.steps();
        int start = starts.map(random -> random.nextInt(latest + 1)).orElse(0);
        target.put(vectors.spatial().get(item), start * series.features(), series.steps() * series.features());
    }

    private void putChunks(int item, Shape.Series series, Optional<SplittableRandom> starts, FloatBuffer target) {
        int windows = vectors.windowStarts().length;
        for (int step = 0; step < series.steps(); step++) {
            int inOrder = step;
            int window = starts.map(random -> random.nextInt(windows)).orElse(inOrder);
            target.put(vectors.temporal().get(item), window * series.features(), series.features());
        }
    }
}
