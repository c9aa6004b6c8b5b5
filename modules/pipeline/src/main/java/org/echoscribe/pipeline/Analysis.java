package org.echoscribe.pipeline;

import java.time.Duration;
import java.util.List;
import org.echoscribe.vocabulary.Outcome;

/**
 * What the network made of one object.
 *
 * @param outcome what became of it
 * @param cause the chain of causes where it failed, one per line; empty otherwise
 * @param frameIndices the different frames that the network read, counted from 0
 * @param totalFrames how many frames the loop has; 0 where it was not decoded
 * @param repeatedCyclically true when the loop was shorter than the network's input
 * @param times how long each step took
 */
public record Analysis(
        Outcome outcome,
        String cause,
        List<Integer> frameIndices,
        int totalFrames,
        boolean repeatedCyclically,
        StepTimes times) {

    public Analysis {
        frameIndices = List.copyOf(frameIndices);
    }

    /** An object that failed before the network could say anything. */
    static Analysis failed(Outcome.FailureReason reason, String detail, String cause) {
        return new Analysis(new Outcome.Failed(reason, detail), cause, List.of(), 0, false, StepTimes.NONE);
    }

    /** An object whose header says enough to know that it is no loop. */
    static Analysis notAttempted(Outcome.NotAttempted outcome) {
        return new Analysis(outcome, "", List.of(), 0, false, StepTimes.NONE);
    }

    /**
     * How long each step took; zero for a step that was not reached.
     *
     * @param decode stored bytes to masked frames
     * @param flow frames to network input, optical flow above all
     * @param infer network input to scores, with the wait for the network
     */
    public record StepTimes(Duration decode, Duration flow, Duration infer) {
        static final StepTimes NONE = new StepTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }
}
