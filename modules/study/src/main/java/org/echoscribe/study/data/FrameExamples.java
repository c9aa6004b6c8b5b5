package org.echoscribe.study.data;

import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.echoscribe.study.torch.Batch;
import org.echoscribe.study.torch.InputArray;
import org.echoscribe.study.training.Examples;

/**
 * Single frames for the classical network: several items a loop. In training each item is a random frame of its loop, in
 * evaluation the loop's items are linearly spaced from its first frame to its last (Howard et al. 2020: five).
 */
public final class FrameExamples implements Examples {

    private final PreparedLoops prepared;
    private final int[] loops;
    private final int framesPerLoop;

    /** Items of these loops. */
    public FrameExamples(PreparedLoops prepared, int[] loops, int framesPerLoop) {
        this.prepared = prepared;
        this.loops = loops.clone();
        this.framesPerLoop = framesPerLoop;
    }

    @Override
    public int size() {
        return loops.length * framesPerLoop;
    }

    @Override
    public long label(int item) {
        return prepared.view(loops[item / framesPerLoop]).ordinal();
    }

    @Override
    public Batch batch(int[] items, Optional<SplittableRandom> augmentation) {
        LoopLayout layout = prepared.layout();
        FloatBuffer frames = FloatBuffers.onHeap((long) items.length * layout.frameSize());
        long[] labels = new long[items.length];
        for (int i = 0; i < items.length; i++) {
            int loop = loops[items[i] / framesPerLoop];
            int frame = prepared.variation()
                    .ofStarts(augmentation)
                    .map(random -> random.nextInt(layout.frames()))
                    .orElse(linearlySpaced(items[i] % framesPerLoop, layout.frames()));
            Augmentation variation = prepared.variation().draw(augmentation, layout.framePixels());
            prepared.putFrame(loop, frame, variation.shift(), variation.tone(), frames);
            labels[i] = prepared.view(loop).ordinal();
        }
        InputArray input =
                new InputArray(frames.flip(), items.length, 1, 3, layout.framePixels(), layout.framePixels());
        return new Batch(Map.of("frames", input), labels);
    }

    private int linearlySpaced(int item, int among) {
        return framesPerLoop == 1 ? 0 : (int) Math.round((double) item * (among - 1) / (framesPerLoop - 1));
    }
}
