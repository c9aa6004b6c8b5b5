package org.echoscribe.study.data;

import java.util.Optional;
import org.echoscribe.study.network.FrameReading;
import org.echoscribe.study.network.SizedNetwork;
import org.echoscribe.study.training.Examples;

/**
 * What a network of the paper learns from and is judged on, from end to end: single frames where several frames vote, whole
 * loops otherwise. They fit {@link SizedNetwork#learner()}.
 *
 * @param prepared loops in the network's size of frames and flow
 * @param network which one
 */
public record NetworkExamples(PreparedLoops prepared, SizedNetwork network) {

    /** To learn from: each item of a voting network is one random frame, this many a loop. */
    public Examples forTraining(int[] loops, int framesPerLoop) {
        return votes() ? new FrameExamples(prepared, loops, framesPerLoop) : whole(loops);
    }

    /** To choose an epoch by: each item of a voting network is one of its frames. */
    public Examples forValidation(int[] loops) {
        return votes() ? new FrameExamples(prepared, loops, FrameReading.VOTES.frames()) : whole(loops);
    }

    /** Whole loops for {@link SizedNetwork#network()}, as it answers in service. */
    public Examples whole(int[] loops) {
        return new LoopExamples(prepared, loops, network.input());
    }

    private boolean votes() {
        return network.reading().equals(Optional.of(FrameReading.VOTES));
    }
}
