package org.echoscribe.study.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.echoscribe.inference.BundleDescription;
import org.echoscribe.inference.BundleWriter;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.SizedNetwork;
import org.echoscribe.study.onnx.NetworkFiles;
import org.echoscribe.study.onnx.WeightPrecision;
import org.echoscribe.vocabulary.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code echoscribe untrained}: a bundle with random weights, to measure how long a node would take. */
@Command(
        name = "untrained",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Writes a bundle with RANDOM weights, to measure speed.",
        description = {
            "",
            "Any network of Howard et al. 2020 (see: echoscribe networks), in the paper's size unless told otherwise.",
            "Its labels mean nothing; it is marked as synthetic and as untrained. Up to about 170 MB."
        },
        footer = {
            "",
            "Example: echoscribe untrained --out /tmp/untrained && deploy/benchmark loops /tmp/untrained",
            "         echoscribe untrained --network i3d --width 0.25 --pixels 96 --out /tmp/small-i3d"
        })
final class UntrainedCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--network",
            paramLabel = "NAME",
            defaultValue = "two-stream-td-xception",
            description = "Which network (default: ${DEFAULT-VALUE}, the paper's best).")
    private String network = "";

    @Mixin
    private SizeOptions size = new SizeOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The bundle's directory; it must not exist, or be empty.")
    private Path out = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Decides the weights (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException, WrongUsageException {
        SizedNetwork sized = size.of(SizeOptions.named(network));
        NetworkFiles files = new NetworkFiles(
                sized.network(),
                NetworkWeights.initial(sized.network(), seed),
                WeightPrecision.FLOAT32,
                Map.of("bundle", "untrained", "trained-on", "nothing: random weights"));
        BundleWriter writer = new BundleWriter(
                description(sized), "# untrained: RANDOM WEIGHTS\n\nFor measuring speed. Its labels mean nothing.\n");
        files.contents().forEach(writer::add);
        writer.writeDirectory(out);
        spec.commandLine().getOut().println(out);
        return 0;
    }

    private BundleDescription description(SizedNetwork sized) {
        return new BundleDescription(
                "untrained-" + network,
                "0.0.0",
                "Echoscribe",
                network,
                List.of(View.values()),
                sized.input(),
                1f,
                0f,
                Map.of("data", "none", "weights", "random, seed " + seed),
                Map.of(),
                true);
    }
}
