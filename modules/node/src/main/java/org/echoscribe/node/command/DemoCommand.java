package org.echoscribe.node.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.echoscribe.inference.BundleRejectedException;
import org.echoscribe.node.configuration.InvalidConfigurationException;
import org.echoscribe.node.demo.Demonstration;
import org.echoscribe.node.demo.DemonstrationTable;
import org.echoscribe.phantom.PhantomRequest;
import org.echoscribe.vocabulary.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code echoscribe demo}: a study's whole way from the cart to the PACS, on loopback, in one process. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Labels a SYNTHETIC study on loopback: cart, node and PACS in one process.",
        description = {
            "",
            "Renders one synthetic study, starts a PACS and the node on free loopback ports, pushes the study as a cart",
            "would, waits for the reports, and prints what the PACS then knows about each loop.",
            "Nothing leaves this machine, and everything is kept in one directory, which is named at the end."
        })
public final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Keep everything there. Default: a new temporary directory.")
    private Optional<Path> directory = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "20200403",
            description =
                    "Which synthetic study (default: ${DEFAULT-VALUE}). The shipped model has seen none of this seed.")
    private long seed;

    @Option(
            names = "--loops",
            paramLabel = "N",
            defaultValue = "0",
            description = "Loops in the study (default: 20 to 24, drawn).")
    private int loops;

    @Option(names = "--keep", description = "Leaves the node and the PACS running until Ctrl-C.")
    private boolean keep;

    @Option(
            names = {"-s", "--set"},
            paramLabel = "KEY=VALUE",
            description = "Overrides a key of the node's configuration. Can be repeated.")
    private List<String> settings = new ArrayList<>();

    @Override
    public Integer call() throws InvalidConfigurationException, InterruptedException {
        try {
            Path place = Files.createDirectories(
                    directory.isPresent() ? directory.get() : Files.createTempDirectory("echoscribe-demo-"));
            try (Demonstration demonstration = new Demonstration(place, settings)) {
                return show(demonstration);
            }
        } catch (BundleRejectedException e) {
            throw new CommandFailedException("The model bundle is refused: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailedException("The demonstration failed: " + e.getMessage(), e);
        }
    }

    private int show(Demonstration demonstration) throws IOException, InterruptedException {
        Map<String, Demonstration.TrueLoop> study;
        try (Progress progress = Progress.of("Rendering a SYNTHETIC study", "loops", 0)) {
            study = demonstration.render(new PhantomRequest(1, seed, EnumSet.allOf(View.class), loops), progress::to);
        }
        try (Progress progress = Progress.of("Cart to node", "loops", study.size())) {
            demonstration.push(study, sent -> progress.step());
        }
        boolean complete;
        try (Progress progress = Progress.of("Node to PACS", "loops labelled", study.size())) {
            complete = demonstration.awaitReports(study.size(), labelled -> progress.to(labelled, study.size()));
        }
        if (!complete) {
            throw new CommandFailedException("The reports did not reach the PACS in time. With the environment variable"
                    + " ECHOSCRIBE_LOG_LEVEL=INFO the log says why.");
        }
        DemonstrationTable table = demonstration.table(study);
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        table.print(out);
        out.println();
        out.println(table.right() + " of " + study.size()
                + " loops of this SYNTHETIC study got the view that they show ('='); " + table.reported()
                + " reports and the study's summary are at the PACS.");
        out.println("Reports: " + demonstration.reports() + "  (look at one with: dsrdump FILE)");
        out.flush();
        if (keep) {
            out.println(
                    "The node listens as " + demonstration.nodeAddress() + "; http://" + demonstration.adminAuthority()
                            + "/ready, /metrics. Send more with: deploy/echoscribe send DIR --to "
                            + demonstration.nodeAddress());
            out.println("Ctrl-C ends it.");
            out.flush();
            new CountDownLatch(1).await();
        }
        return table.reported() == study.size() ? 0 : 1;
    }
}
