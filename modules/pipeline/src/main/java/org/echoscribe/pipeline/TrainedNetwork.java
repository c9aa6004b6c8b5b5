package org.echoscribe.pipeline;

import java.util.function.Function;
import org.echoscribe.inference.Classifier;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.Scores;

/**
 * The network as the pipeline sees it.
 *
 * @param identity which network, as reports name it
 * @param inputSpecification what it reads
 * @param abstentionThreshold the certainty below which it asserts no view, 0..1
 * @param classify scores one loop; blocks, and is called by several threads at once
 * @param observer looks at each answer
 */
public record TrainedNetwork(
        ModelIdentity identity,
        InputSpecification inputSpecification,
        double abstentionThreshold,
        Function<NetworkInput, Scores> classify,
        AnswerObserver observer) {

    /** Whose answers nobody looks at. */
    public TrainedNetwork(
            ModelIdentity identity,
            InputSpecification inputSpecification,
            double abstentionThreshold,
            Function<NetworkInput, Scores> classify) {
        this(identity, inputSpecification, abstentionThreshold, classify, AnswerObserver.NONE);
    }

    /** The same, with someone who looks at its answers. */
    public TrainedNetwork observedBy(AnswerObserver other) {
        return new TrainedNetwork(identity, inputSpecification, abstentionThreshold, classify, other);
    }

    /** The network of a bundle, run by this classifier; both stay open as long as it is used. */
    public static TrainedNetwork of(ModelBundle bundle, Classifier classifier) {
        return new TrainedNetwork(
                bundle.identity(), bundle.inputSpecification(), bundle.abstentionThreshold(), classifier::classify);
    }
}
