package org.echoscribe.study.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.study.network.StreamedNetwork;
import org.echoscribe.study.recipe.BackboneTrainings;
import org.echoscribe.study.recipe.StartingWeights;
import picocli.CommandLine.Option;

/** The starting weights that a person named on the command line, and the trainings that begin with them. */
final class GivenWeights {

    private static final String OPTION = "--weights";

    @Option(
            names = OPTION,
            paramLabel = "NETWORK=FILE",
            description = {
                "Start a network from a file of published weights, such as ImageNet's: Keras' .h5, or .safetensors as timm"
                        + " publishes them. May be repeated. NETWORK is a name that `echoscribe networks` prints:",
                "- vgg16, inception-v3, resnet50, densenet121, xception: their own files;",
                "- td-xception, two-stream-td-xception: as xception, on whose training they rest;",
                "- i3d, two-stream-i3d: torchvision's googlenet, inflated into time, or the Keras port's Kinetics file;",
                "- temporal-inception-v3: that of inception-v3, its first kernel averaged over the colours.",
                "Published files fit the paper's width alone. What matched is told before anything else is done; a training"
                        + " keeps the list in starting-weights.json. The files are yours: none comes with this program."
            })
    private List<String> given = new ArrayList<>();

    /** The files by the training that begins with them. */
    Map<PaperNetwork, Path> files() throws WrongUsageException {
        Map<PaperNetwork, Path> files = new EnumMap<>(PaperNetwork.class);
        for (String value : given) {
            int equals = value.indexOf('=');
            if (equals < 1 || equals == value.length() - 1) {
                throw new WrongUsageException(
                        OPTION + " needs NETWORK=FILE, such as xception=FILE, but is \"" + value + "\"");
            }
            PaperNetwork training = BackboneTrainings.of(SizeOptions.named(value.substring(0, equals)))
                    .getFirst();
            Path file = Path.of(value.substring(equals + 1));
            Path other = files.putIfAbsent(training, file);
            if (other != null && !other.equals(file)) {
                throw new WrongUsageException(OPTION + " names two files for the training of " + training.id() + ": "
                        + other + " and " + file);
            }
        }
        return files;
    }

    /**
     * Holds the files against their networks, and tells what matched.
     *
     * @param trainings which this run has
     * @param networks in the size in which they are trained
     */
    StartingWeights fit(
            Collection<PaperNetwork> trainings, Function<PaperNetwork, StreamedNetwork> networks, PrintWriter out)
            throws IOException, WrongUsageException {
        Map<PaperNetwork, Path> files = files();
        for (PaperNetwork network : files.keySet()) {
            if (!trainings.contains(network)) {
                throw new WrongUsageException(OPTION + " names a file for " + network.id()
                        + ", which this run does not train; it trains "
                        + trainings.stream().map(PaperNetwork::id).collect(Collectors.joining(", ")));
            }
        }
        StartingWeights weights = StartingWeights.of(files, networks);
        for (PaperNetwork network : weights.networks()) {
            out.print(network.id() + " starts from ");
            weights.report(network).orElseThrow().print(out, false);
        }
        return weights;
    }

    /** As typed, for the command that does it again; without directories, which are this machine's. */
    String typed() throws WrongUsageException {
        return files().entrySet().stream()
                .map(file -> " " + OPTION + " " + file.getKey().id() + "="
                        + file.getValue().getFileName())
                .collect(Collectors.joining());
    }
}
