package org.echoscribe.study.data;

import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.echoscribe.study.torch.Batch;
import org.echoscribe.study.torch.InputArray;
import org.echoscribe.study.training.Examples;

/**
 * Chunks of consecutive flow fields for the temporal network, one item a loop. In evaluation the chunks follow one another
 * from the loop's start; in training each starts at random if the {@link Variation} says so.
 */
public final class FlowExamples implements Examples {

    private final PreparedLoops prepared;
    private final int[] loops;
    private final int fieldsPerChunk;
    private final int trainingChunks;

    /**
     * @param trainingChunks chunks of each loop and step in training; evaluation uses all
     */
    public FlowExamples(PreparedLoops prepared, int[] loops, int fieldsPerChunk, int trainingChunks) {
        this.prepared = prepared;
        this.loops = loops.clone();
        this.fieldsPerChunk = fieldsPerChunk;
        this.trainingChunks = trainingChunks;
    }

    @Override
    public int size() {
        return loops.length;
    }

    @Override
    public long label(int item) {
        return prepared.view(loops[item]).ordinal();
    }

    @Override
    public Batch batch(int[] items, Optional<SplittableRandom> augmentation) {
        LoopLayout layout = prepared.layout();
        Variation variation = prepared.variation();
        Optional<SplittableRandom> starts = variation.ofStarts(augmentation);
        int chunks = starts.isPresent() ? trainingChunks : layout.fields() / fieldsPerChunk;
        int channels = 2 * fieldsPerChunk;
        FloatBuffer flow = FloatBuffers.onHeap((long) items.length * chunks * channels * layout.planeSize());
        long[] labels = new long[items.length];
        for (int i = 0; i < items.length; i++) {
            int loop = loops[items[i]];
            PreparedLoops.Shift shift =
                    variation.draw(augmentation, layout.flowPixels()).shift();
            for (int chunk = 0; chunk < chunks; chunk++) {
                int start = starts.map(random -> random.nextInt(layout.fields() - fieldsPerChunk + 1))
                        .orElse(chunk * fieldsPerChunk);
                prepared.putChunk(loop, start, fieldsPerChunk, shift, flow);
            }
            labels[i] = prepared.view(loop).ordinal();
        }
        InputArray input =
                new InputArray(flow.flip(), items.length, chunks, channels, layout.flowPixels(), layout.flowPixels());
        return new Batch(Map.of("flow", input), labels);
    }
}
