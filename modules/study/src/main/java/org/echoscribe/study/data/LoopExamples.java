package org.echoscribe.study.data;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.echoscribe.imaging.SampledFrames;
import org.echoscribe.study.torch.Batch;
import org.echoscribe.study.torch.InputArray;
import org.echoscribe.study.training.Examples;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.InputSpecification.FrameSampling;
import org.echoscribe.vocabulary.InputSpecification.SpatialInput;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;

/**
 * Whole loops as a network reads them in service, one item a loop: its frames as one clip or series, its chunks of optical
 * flow, or both. In training the clip and each chunk start at random if the {@link Variation} says so, and both streams'
 * pictures are moved alike.
 */
public final class LoopExamples implements Examples {

    private final PreparedLoops prepared;
    private final int[] loops;
    private final InputSpecification specification;

    /** What this specification reads of these loops; its sizes must be those of the prepared loops. */
    public LoopExamples(PreparedLoops prepared, int[] loops, InputSpecification specification) {
        this.prepared = prepared;
        this.loops = loops.clone();
        this.specification = specification;
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
        Map<String, FloatBuffer> buffers = new LinkedHashMap<>();
        specification.spatial().ifPresent(spatial -> buffers.put("frames", frames(items.length * spatial.frames())));
        specification
                .temporal()
                .ifPresent(temporal -> buffers.put("flow", planes(items.length * 2 * temporal.fields())));
        long[] labels = new long[items.length];
        for (int i = 0; i < items.length; i++) {
            int loop = loops[items[i]];
            labels[i] = label(items[i]);
            Augmentation variation =
                    prepared.variation().draw(augmentation, prepared.layout().framePixels());
            Optional<SplittableRandom> starts = prepared.variation().ofStarts(augmentation);
            specification
                    .spatial()
                    .ifPresent(spatial -> putFrames(loop, spatial, starts, variation, buffers.get("frames")));
            specification
                    .temporal()
                    .ifPresent(temporal -> putChunks(loop, temporal, starts, variation, buffers.get("flow")));
        }
        Map<String, InputArray> inputs = new LinkedHashMap<>();
        specification.spatial().ifPresent(spatial -> inputs.put("frames", stacked(buffers, items.length, spatial)));
        specification.temporal().ifPresent(temporal -> inputs.put("flow", stacked(buffers, items.length, temporal)));
        return new Batch(inputs, labels);
    }

    private FloatBuffer frames(int number) {
        return FloatBuffers.onHeap((long) number * prepared.layout().frameSize());
    }

    private FloatBuffer planes(int number) {
        return FloatBuffers.onHeap((long) number * prepared.layout().planeSize());
    }

    private void putFrames(
            int loop,
            SpatialInput spatial,
            Optional<SplittableRandom> starts,
            Augmentation variation,
            FloatBuffer target) {
        int[] sources = SampledFrames.ofSpatial(spatial, prepared.layout().frames());
        int spare =
                spatial.sampling() == FrameSampling.FIRST ? prepared.layout().frames() - spatial.frames() : 0;
        int start = spare > 0 ? starts.map(random -> random.nextInt(spare + 1)).orElse(0) : 0;
        for (int source : sources) {
            prepared.putFrame(loop, start + source, variation.shift(), variation.tone(), target);
        }
    }

    private void putChunks(
            int loop,
            TemporalInput temporal,
            Optional<SplittableRandom> starts,
            Augmentation variation,
            FloatBuffer target) {
        LoopLayout layout = prepared.layout();
        PreparedLoops.Shift shift = variation.shift().scaled(layout.framePixels(), layout.flowPixels());
        int perChunk = temporal.fieldsPerChunk();
        for (int chunk = 0; chunk < temporal.chunks(); chunk++) {
            int inOrder = chunk * perChunk;
            int start = starts.map(random -> random.nextInt(layout.fields() - perChunk + 1))
                    .orElse(inOrder);
            prepared.putChunk(loop, start, perChunk, shift, target);
        }
    }

    private InputArray stacked(Map<String, FloatBuffer> buffers, int items, SpatialInput spatial) {
        int pixels = prepared.layout().framePixels();
        return new InputArray(buffers.get("frames").flip(), items, spatial.frames(), 3, pixels, pixels);
    }

    private InputArray stacked(Map<String, FloatBuffer> buffers, int items, TemporalInput temporal) {
        int pixels = prepared.layout().flowPixels();
        int channels = 2 * temporal.fieldsPerChunk();
        return new InputArray(buffers.get("flow").flip(), items, temporal.chunks(), channels, pixels, pixels);
    }
}
