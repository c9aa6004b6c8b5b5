package org.echoscribe.node.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.node.cart.FindFiles;
import org.echoscribe.node.cart.PushFiles;
import org.echoscribe.node.cart.SendableFile;
import org.echoscribe.node.configuration.InvalidConfigurationException;
import org.echoscribe.node.wiring.PlanPeers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code echoscribe send}: plays the cart and pushes files to a node or a PACS. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        header = "Plays the cart: pushes DICOM files by C-STORE.",
        description = {
            "",
            "Files travel as they stand, in their own transfer syntax. What is not DICOM below a directory is skipped.",
            "Exit code 0 means that every object was stored."
        },
        footer = {
            "",
            "Examples:",
            "  echoscribe send studies --to ECHOSCRIBE@127.0.0.1:11112 --parallel 4",
            "  echoscribe send studies --to ECHOSCRIBE@node.example:2762 --tls --config etc/echoscribe.yaml"
        })
public final class SendCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "What to send; directories with all below them.")
    private List<Path> named = new ArrayList<>();

    @Option(names = "--to", required = true, paramLabel = "AET@HOST:PORT", description = "Where to send.")
    private String to = "";

    @Option(
            names = "--as",
            paramLabel = "AET",
            defaultValue = "ECHOCART",
            description = "The calling AE title (default: ${DEFAULT-VALUE}).")
    private String callingAeTitle = "";

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "1",
            description = "Associations at once (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "Sends everything so often (default: ${DEFAULT-VALUE}).")
    private int repeat;

    @Option(names = "--tls", description = "Sends over TLS, with the certificates under tls in the configuration.")
    private boolean tls;

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() throws InvalidConfigurationException {
        Destination destination = tls ? checked().withTls(new PlanPeers(configuration.read()).tls()) : checked();
        int unreadable = 0;
        List<SendableFile> once = new ArrayList<>();
        for (Path path : files()) {
            try {
                once.add(SendableFile.read(path));
            } catch (IOException e) {
                unreadable += named.contains(path) ? 1 : 0;
                spec.commandLine().getErr().println("skipped " + path + ": " + e.getMessage());
            }
        }
        if (once.isEmpty()) {
            throw new CommandFailedException("There is nothing to send: no DICOM file was found.");
        }
        List<SendableFile> all =
                Collections.nCopies(repeat, once).stream().flatMap(List::stream).toList();
        AtomicInteger stored = new AtomicInteger();
        push(destination, all, stored);
        PrintWriter out = spec.commandLine().getOut();
        out.println(stored.get() + " of " + all.size() + " objects stored by " + destination
                + (unreadable == 0 ? "" : ", " + unreadable + " files skipped"));
        return stored.get() == all.size() && unreadable == 0 ? 0 : 1;
    }

    private void push(Destination destination, List<SendableFile> all, AtomicInteger stored) {
        try (Progress progress = Progress.of("Sending", "objects", all.size())) {
            new PushFiles(destination, callingAeTitle, Limits.defaults()).push(all, parallel, sent -> {
                progress.step();
                if (sent.stored()) {
                    stored.incrementAndGet();
                } else {
                    spec.commandLine().getErr().println(sent.path() + ": " + sent.answer());
                }
            });
        } catch (IOException e) {
            throw new CommandFailedException(
                    "Sending to " + destination + " failed after " + stored.get() + " of " + all.size() + " objects: "
                            + e.getMessage(),
                    e);
        }
    }

    private List<Path> files() {
        try {
            return FindFiles.below(named);
        } catch (IOException e) {
            throw new CommandFailedException(e.getMessage(), e);
        }
    }

    private Destination checked() {
        try {
            if (parallel < 1 || repeat < 1) {
                throw new IllegalArgumentException("--parallel and --repeat must be at least 1");
            }
            return Destination.parse(to);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
