package org.echoscribe.study.data;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.echoscribe.study.torch.InputArray;
import org.echoscribe.study.torch.TorchGraph;
import org.echoscribe.study.torch.TorchNetwork;

/** Runs trained backbones over every frame and many overlapping chunks of loops. */
public final class ExtractVectors {

    private static final int WINDOW_STEP = 5;

    private final PreparedLoops prepared;
    private final TorchGraph spatial;
    private final Optional<TorchGraph> temporal;
    private final int fieldsPerChunk;

    /** Of both streams, with backbones that someone else closes. */
    public ExtractVectors(PreparedLoops prepared, TorchGraph spatial, TorchGraph temporal, int fieldsPerChunk) {
        this(prepared, spatial, Optional.of(temporal), fieldsPerChunk);
    }

    /** Of the frames alone, with a backbone that someone else closes; chunks have no vectors then. */
    public static ExtractVectors ofFrames(PreparedLoops prepared, TorchGraph spatial) {
        return new ExtractVectors(prepared, spatial, Optional.empty(), 1);
    }

    private ExtractVectors(
            PreparedLoops prepared, TorchGraph spatial, Optional<TorchGraph> temporal, int fieldsPerChunk) {
        this.prepared = prepared;
        this.spatial = spatial;
        this.temporal = temporal;
        this.fieldsPerChunk = fieldsPerChunk;
    }

    /** As evaluation sees the loops: unvaried, and chunks that follow one another. */
    public LoopVectors forEvaluation(int[] loops, PrepareLoops.Progress progress) {
        return extract(loops, windowStarts(fieldsPerChunk), 1, Optional.empty(), progress);
    }

    /** As training sees them: several varied copies, and chunks every {@value #WINDOW_STEP} fields to choose from. */
    public LoopVectors forTraining(int[] loops, int variants, long seed, PrepareLoops.Progress progress) {
        int step = prepared.variation().startAnywhere() ? WINDOW_STEP : fieldsPerChunk;
        return extract(loops, windowStarts(step), variants, Optional.of(new SplittableRandom(seed)), progress);
    }

    private LoopVectors extract(
            int[] loops,
            int[] starts,
            int variants,
            Optional<SplittableRandom> random,
            PrepareLoops.Progress progress) {
        List<float[]> frameVectors = new ArrayList<>();
        List<float[]> chunkVectors = new ArrayList<>();
        int[] labels = new int[loops.length * variants];
        LoopLayout layout = prepared.layout();
        for (int i = 0; i < labels.length; i++) {
            int loop = loops[i % loops.length];
            Augmentation variation = prepared.variation().draw(random, layout.framePixels());
            frameVectors.add(TorchNetwork.features(spatial, frames(loop, variation)));
            chunkVectors.add(temporal.map(graph -> TorchNetwork.features(graph, chunks(loop, starts, variation)))
                    .orElseGet(() -> new float[0]));
            labels[i] = prepared.view(loop).ordinal();
            progress.loopDone(i + 1, labels.length);
        }
        boolean startAnywhere = prepared.variation().ofStarts(random).isPresent();
        return new LoopVectors(
                loops, labels, layout.frames(), starts, frameVectors, chunkVectors, variants, startAnywhere);
    }

    private InputArray frames(int loop, Augmentation variation) {
        LoopLayout layout = prepared.layout();
        FloatBuffer values = FloatBuffers.onHeap((long) layout.frames() * layout.frameSize());
        for (int frame = 0; frame < layout.frames(); frame++) {
            prepared.putFrame(loop, frame, variation.shift(), variation.tone(), values);
        }
        return new InputArray(values.flip(), layout.frames(), 3, layout.framePixels(), layout.framePixels());
    }

    private InputArray chunks(int loop, int[] starts, Augmentation variation) {
        LoopLayout layout = prepared.layout();
        int channels = 2 * fieldsPerChunk;
        FloatBuffer values = FloatBuffers.onHeap((long) starts.length * channels * layout.planeSize());
        for (int start : starts) {
            prepared.putChunk(loop, start, fieldsPerChunk, variation.shift(), values);
        }
        return new InputArray(values.flip(), starts.length, channels, layout.flowPixels(), layout.flowPixels());
    }

    private int[] windowStarts(int step) {
        int last = prepared.layout().fields() - fieldsPerChunk;
        int[] starts = new int[last / step + 1];
        Arrays.setAll(starts, i -> i * step);
        return starts;
    }
}
