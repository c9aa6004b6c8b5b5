package org.echoscribe.study.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.study.network.SizedNetwork;
import org.echoscribe.study.network.StreamedNetwork;
import org.echoscribe.study.network.Weights;
import org.echoscribe.study.weights.ImportWeights;
import org.echoscribe.vocabulary.InputSpecification;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code echoscribe networks}: the paper's table of networks, with what they hold and take here. */
@Command(
        name = "networks",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Prints the networks of Howard et al. 2020.",
        description = {
            "",
            "Parameters are counted, in all and trainable; GMAC are billions of multiply-adds for one loop, without",
            "its optical flow. Error and kappa are the paper's (doi 10.21037/jmai.2019.10.03), on its 2,140 test loops:",
            "nothing that this program measured."
        },
        footer = {
            "",
            "Examples: echoscribe networks --width 0.25 --pixels 96",
            "          echoscribe networks --weights xception=FILE.h5"
        })
final class NetworksCommand implements Callable<Integer> {

    private static final String ROW = "%-16s  %-22s  %-42s  %10s  %10s  %8s  %6s  %6s%n";

    @Spec
    private CommandSpec spec;

    @Mixin
    private SizeOptions size = new SizeOptions();

    @ArgGroup(validate = false, heading = "%nInstead of the table, what a file of published weights would start:%n")
    private GivenWeights weights = new GivenWeights();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, WrongUsageException {
        if (!weights.files().isEmpty()) {
            return listWeights();
        }
        List<SizedNetwork> networks = new ArrayList<>();
        for (PaperNetwork paper : PaperNetwork.values()) {
            networks.add(size.of(paper));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            out.println(mapper.writeValueAsString(
                    networks.stream().map(NetworksCommand::asMap).toList()));
        } else {
            out.printf(ROW, "Group", "Name", "Input", "Parameters", "trainable", "GMAC", "Error %", "Kappa");
            networks.forEach(network -> print(network, out));
        }
        return 0;
    }

    private int listWeights() throws IOException, WrongUsageException {
        PrintWriter out = spec.commandLine().getOut();
        for (Map.Entry<PaperNetwork, Path> given : weights.files().entrySet()) {
            StreamedNetwork network = size.of(given.getKey()).network();
            Graph backbone = network.spatial().or(network::temporal).orElseThrow();
            out.print(given.getKey().id() + " would start from ");
            ImportWeights.into(backbone, Weights.initial(backbone, 0), given.getValue())
                    .report()
                    .print(out, true);
        }
        return 0;
    }

    private static void print(SizedNetwork sized, PrintWriter out) {
        PaperNetwork paper = sized.paper();
        StreamedNetwork network = sized.network();
        out.printf(
                Locale.ROOT,
                ROW,
                paper.group().title(),
                paper.id(),
                input(sized),
                grouped(network.parameterCount()),
                grouped(network.trainableParameterCount()),
                String.format(Locale.ROOT, "%.2f", sized.multiplyAddsPerLoop() / 1e9),
                figure(paper.published().errorPercent(), "%.1f"),
                figure(paper.published().kappa(), "%.3f"));
    }

    private static String input(SizedNetwork sized) {
        InputSpecification input = sized.input();
        String frames = input.spatial()
                .map(spatial -> spatial.frames() + " frames "
                        + (spatial.sampling() == InputSpecification.FrameSampling.FIRST ? "" : "spaced ")
                        + spatial.height() + "x" + spatial.width())
                .orElse("");
        String flow = input.temporal()
                .map(temporal -> temporal.chunks() + "x" + temporal.fieldsPerChunk() + " flow " + temporal.height()
                        + "x" + temporal.width())
                .orElse("");
        return frames.isEmpty() || flow.isEmpty() ? frames + flow : frames + " + " + flow;
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String figure(OptionalDouble value, String format) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "-";
    }

    private static Map<String, Object> asMap(SizedNetwork sized) {
        PaperNetwork paper = sized.paper();
        StreamedNetwork network = sized.network();
        InputSpecification input = sized.input();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", paper.id());
        map.put("title", paper.title());
        map.put("group", paper.group().title());
        input.spatial().ifPresent(spatial -> {
            map.put("frames", spatial.frames());
            map.put(
                    "frameSampling",
                    spatial.sampling().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            map.put("framePixels", spatial.height());
        });
        input.temporal().ifPresent(temporal -> {
            map.put("flowChunks", temporal.chunks());
            map.put("flowFieldsPerChunk", temporal.fieldsPerChunk());
            map.put("flowPixels", temporal.height());
        });
        map.put("parameters", network.parameterCount());
        map.put("trainableParameters", network.trainableParameterCount());
        map.put("multiplyAddsPerLoop", sized.multiplyAddsPerLoop());
        paper.published().parametersMillions().ifPresent(value -> map.put("publishedParametersMillions", value));
        paper.published().errorPercent().ifPresent(value -> map.put("publishedErrorPercent", value));
        paper.published().kappa().ifPresent(value -> map.put("publishedKappa", value));
        return map;
    }
}
