package org.echoscribe.node.wiring;

import org.echoscribe.inference.BundleRejectedException;
import org.echoscribe.inference.Classifier;
import org.echoscribe.inference.ExecutionOptions;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.Keys;
import org.echoscribe.pipeline.TrainedNetwork;

/** A verified bundle with its sessions, open until closed. */
public final class OpenNetwork implements AutoCloseable {

    private final ModelBundle bundle;
    private final Classifier classifier;

    private OpenNetwork(ModelBundle bundle, Classifier classifier) {
        this.bundle = bundle;
        this.classifier = classifier;
    }

    /**
     * Verifies the configured bundle and loads its graphs.
     *
     * @throws BundleRejectedException saying which file is wrong and what to do
     */
    public static OpenNetwork open(Configuration configuration) throws BundleRejectedException {
        ModelBundle bundle = ModelBundle.open(Home.orSame(configuration.get(Keys.BUNDLE)));
        try {
            return new OpenNetwork(bundle, new Classifier(bundle, options(configuration)));
        } catch (BundleRejectedException | RuntimeException e) {
            bundle.close();
            throw e;
        }
    }

    /** The network as the pipeline sees it. */
    public TrainedNetwork network() {
        return TrainedNetwork.of(bundle, classifier);
    }

    /** Where the network runs. */
    public String executionProvider() {
        return classifier.executionProvider();
    }

    @Override
    public void close() {
        classifier.close();
        bundle.close();
    }

    private static ExecutionOptions options(Configuration configuration) {
        int threads = configuration.get(Keys.MODEL_THREADS);
        return new ExecutionOptions(
                configuration.get(Keys.EXECUTION_PROVIDER),
                threads > 0 ? threads : Runtime.getRuntime().availableProcessors(),
                configuration.get(Keys.MAXIMUM_BATCH),
                configuration.get(Keys.MAXIMUM_WAIT),
                configuration.get(Keys.IMAGES_PER_RUN));
    }
}
