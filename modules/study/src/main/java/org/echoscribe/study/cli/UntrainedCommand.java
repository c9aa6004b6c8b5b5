package org.echoscribe.study.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.echoscribe.inference.BundleDescription;
import org.echoscribe.inference.BundleWriter;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.study.network.HowardNetworks;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.StreamedNetwork;
import org.echoscribe.study.onnx.WeightPrecision;
import org.echoscribe.study.onnx.WriteOnnx;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.InputSpecification.FrameSampling;
import org.echoscribe.vocabulary.InputSpecification.SpatialInput;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;
import org.echoscribe.vocabulary.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code echoscribe untrained}: a bundle of the paper's size with random weights, to measure how long a node would take. */
@Command(
        name = "untrained",
        mixinStandardHelpOptions = true,
        header = "Writes a bundle of the paper's size with RANDOM weights, to measure speed.",
        description = {
            "",
            "The two-stream network of Howard et al. 2020 as published (299 and 224 pixels, 20 frames, 4 chunks of flow).",
            "Its labels mean nothing; it is marked as synthetic and as untrained. About 170 MB."
        },
        footer = {"", "Example: echoscribe untrained --out /tmp/untrained && deploy/benchmark loops /tmp/untrained"})
final class UntrainedCommand implements Callable<Integer> {

    private static final float FLOW_BOUND_PIXELS = 15f;
    private static final int MINIMUM_FRAMES = 10;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The bundle's directory; it must not exist, or be empty.")
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Decides the weights (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException {
        StreamedNetwork network = HowardNetworks.published().twoStream();
        NetworkWeights weights = NetworkWeights.initial(network, seed);
        Map<String, String> metadata = Map.of("bundle", "untrained", "trained-on", "nothing: random weights");
        new BundleWriter(
                        description(), "# untrained: RANDOM WEIGHTS\n\nFor measuring speed. Its labels mean nothing.\n")
                .add(
                        ModelBundle.SPATIAL_FILE,
                        WriteOnnx.bytes(
                                network.spatial().orElseThrow(),
                                weights.spatial().orElseThrow(),
                                WeightPrecision.FLOAT32,
                                metadata))
                .add(
                        ModelBundle.TEMPORAL_FILE,
                        WriteOnnx.bytes(
                                network.temporal().orElseThrow(),
                                weights.temporal().orElseThrow(),
                                WeightPrecision.FLOAT32,
                                metadata))
                .add(
                        ModelBundle.HEAD_FILE,
                        WriteOnnx.bytes(network.head(), weights.head(), WeightPrecision.FLOAT32, metadata))
                .writeDirectory(out);
        spec.commandLine().getOut().println(out);
        return 0;
    }

    private BundleDescription description() {
        return new BundleDescription(
                "untrained-paper-size",
                "0.0.0",
                "Echoscribe",
                "two-stream-td-xception-inception-v3",
                List.of(View.values()),
                new InputSpecification(
                        Optional.of(new SpatialInput(20, FrameSampling.FIRST, 299, 299)),
                        Optional.of(new TemporalInput(4, 10, 224, 224, FLOW_BOUND_PIXELS, TvL1Parameters.defaults())),
                        MINIMUM_FRAMES),
                1f,
                0f,
                Map.of("data", "none", "weights", "random, seed " + seed),
                Map.of(),
                true);
    }
}
