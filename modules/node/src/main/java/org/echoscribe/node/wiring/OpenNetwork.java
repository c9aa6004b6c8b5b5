package org.echoscribe.node.wiring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.echoscribe.inference.ActivationMaps;
import org.echoscribe.inference.BundleRejectedException;
import org.echoscribe.inference.Classifier;
import org.echoscribe.inference.ExecutionOptions;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.inference.Trial;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.Keys;
import org.echoscribe.pipeline.TrainedNetwork;

/** A verified bundle with its sessions, open until closed. */
public final class OpenNetwork implements AutoCloseable {

    private final ModelBundle bundle;
    private final Classifier classifier;
    private final Optional<WriteActivationMap> activationMaps;

    private OpenNetwork(ModelBundle bundle, Classifier classifier, Optional<WriteActivationMap> activationMaps) {
        this.bundle = bundle;
        this.classifier = classifier;
        this.activationMaps = activationMaps;
    }

    /**
     * Verifies the configured bundle, loads its graphs, and has it score a blank loop.
     *
     * @throws BundleRejectedException saying which file is wrong and what to do
     */
    public static OpenNetwork open(Configuration configuration) throws BundleRejectedException {
        return openTried(Home.orSame(configuration.get(Keys.BUNDLE)), configuration);
    }

    /**
     * Verifies a bundle, loads its graphs, and has it score a blank loop, as the configuration says.
     *
     * @throws BundleRejectedException saying what is wrong with it
     */
    public static OpenNetwork openTried(Path bundle, Configuration configuration) throws BundleRejectedException {
        return tried(open(bundle, options(configuration), configuration.get(Keys.ACTIVATION_MAPS)));
    }

    /** As {@link #openTried(Path, Configuration)}, with these options and without activation maps. */
    public static OpenNetwork openTried(Path bundle, ExecutionOptions options) throws BundleRejectedException {
        return tried(open(bundle, options, Optional.empty()));
    }

    private static OpenNetwork tried(OpenNetwork network) throws BundleRejectedException {
        try {
            Trial.run(network.bundle, network.classifier);
            return network;
        } catch (BundleRejectedException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static OpenNetwork open(Path path, ExecutionOptions options, Optional<Path> mapDirectory)
            throws BundleRejectedException {
        ModelBundle bundle = ModelBundle.open(path);
        Optional<WriteActivationMap> activationMaps = Optional.empty();
        try {
            activationMaps = activationMaps(bundle, options, mapDirectory);
            return new OpenNetwork(bundle, new Classifier(bundle, options), activationMaps);
        } catch (BundleRejectedException | RuntimeException e) {
            activationMaps.ifPresent(WriteActivationMap::close);
            bundle.close();
            throw e;
        }
    }

    private static Optional<WriteActivationMap> activationMaps(
            ModelBundle bundle, ExecutionOptions options, Optional<Path> directory) throws BundleRejectedException {
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        ActivationMaps maps = ActivationMaps.open(bundle, options)
                .orElseThrow(() -> new BundleRejectedException("Model bundle " + bundle
                        + " has no activation maps, which " + Keys.ACTIVATION_MAPS.name()
                        + " asks for. Make a copy that has them with 'echoscribe activation', or leave the key empty"));
        return Optional.of(new WriteActivationMap(maps, bundle.identity(), directory.get()));
    }

    /** As configured, but loop by loop and on one thread: for what must not be in the way. */
    public static ExecutionOptions onOneThread(Configuration configuration) {
        return new ExecutionOptions(
                configuration.get(Keys.EXECUTION_PROVIDER),
                1,
                1,
                Duration.ZERO,
                configuration.get(Keys.IMAGES_PER_RUN));
    }

    /** The bundle, which stays open as long as this does. */
    public ModelBundle bundle() {
        return bundle;
    }

    /** The network as the pipeline sees it. */
    public TrainedNetwork network() {
        TrainedNetwork network = TrainedNetwork.of(bundle, classifier);
        return activationMaps.isPresent() ? network.observedBy(activationMaps.get()) : network;
    }

    /** Where the network runs. */
    public String executionProvider() {
        return classifier.executionProvider();
    }

    @Override
    public void close() {
        activationMaps.ifPresent(WriteActivationMap::close);
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
