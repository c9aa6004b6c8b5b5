package org.echoscribe.inference;

import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.Scores;

/** Scores loops with a bundle's network; callers on any number of threads are batched together. */
public final class Classifier implements AutoCloseable {

    /**
     * Opens the bundle's graphs.
     *
     * @throws BundleRejectedException if a graph's inputs and outputs are not those of the bundle's input specification
     */
    public Classifier(ModelBundle bundle, ExecutionOptions options) throws BundleRejectedException {
        throw new UnsupportedOperationException(bundle + "" + options);
    }

    /**
     * Scores one loop; blocks until it is done.
     *
     * @throws InferenceException if the input has the wrong shape, ONNX Runtime fails, a logit is not finite, this
     *     classifier is closed, or the calling thread is interrupted
     */
    public Scores classify(NetworkInput input) {
        throw new UnsupportedOperationException(input.toString());
    }

    /** One loop's logits in {@link org.echoscribe.vocabulary.View} order, before calibration; otherwise as {@link #classify}. */
    public float[] logits(NetworkInput input) {
        throw new UnsupportedOperationException(input.toString());
    }

    /** Where the backbones compute: {@code CPUExecutionProvider} or {@code CUDAExecutionProvider}. */
    public String executionProvider() {
        throw new UnsupportedOperationException();
    }

    /** Ends the work in hand, answers every waiting caller with an {@link InferenceException}, frees the sessions. */
    @Override
    public void close() {}
}
