package org.echoscribe.study.recipe;

import org.echoscribe.study.evaluation.Answers;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.training.TrainNetwork;

/**
 * What the trainings gave.
 *
 * @param twoStream the winner's weights: both backbones and its head
 * @param temperature calibration fitted on the validation loops
 * @param frames the training on single frames
 * @param temporal the training on optical flow
 * @param timeDistributedHead the training of the spatial stream's own head
 * @param spatialWeight what the spatial stream's logits count in the winner
 * @param temporalWeight what the temporal stream's logits count in the winner
 * @param jointHead the training of a two-stream head afresh, for comparison
 * @param singleFrameAnswers on the test loops: modal answer over five frames
 * @param timeDistributedAnswers on the test loops
 * @param temporalAnswers on the test loops
 * @param jointHeadAnswers on the test loops, of the two-stream head that was trained afresh
 * @param twoStreamTestLogits on the test loops, to be held against the bundle's
 */
public record TrainedStreams(
        NetworkWeights twoStream,
        double temperature,
        TrainNetwork.Trained frames,
        TrainNetwork.Trained temporal,
        TrainNetwork.Trained timeDistributedHead,
        double spatialWeight,
        double temporalWeight,
        TrainNetwork.Trained jointHead,
        Answers singleFrameAnswers,
        Answers timeDistributedAnswers,
        Answers temporalAnswers,
        Answers jointHeadAnswers,
        float[] twoStreamTestLogits) {}
