package org.echoscribe.node.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.node.cart.PushFiles;
import org.echoscribe.node.cart.SendableFile;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.InvalidConfigurationException;
import org.echoscribe.node.configuration.ReadConfiguration;
import org.echoscribe.node.wiring.RunningNode;
import org.echoscribe.phantom.GeneratePhantom;
import org.echoscribe.phantom.PhantomRequest;
import org.echoscribe.vocabulary.View;

/** Sends one synthetic study from a cart through the node to a PACS, all in this process, and tells what arrived. */
public final class Demonstration implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path directory;
    private final WatchStudy watch = new WatchStudy();
    private final DirectoryPacs pacs;
    private final RunningNode node;

    /**
     * Starts the PACS and the node on free loopback ports.
     *
     * @param directory an empty directory for everything that is made
     * @param settings further {@code key=value} settings of the node
     */
    public Demonstration(Path directory, List<String> settings) throws IOException, InvalidConfigurationException {
        this.directory = directory;
        this.pacs = DirectoryPacs.start(reports());
        try {
            this.node = RunningNode.start(configuration(settings), watch);
        } catch (IOException | RuntimeException | InvalidConfigurationException e) {
            pacs.close();
            throw e;
        }
    }

    /** Renders the synthetic study; the loops' true views by SOP Instance UID, in the study's order. */
    public Map<String, TrueLoop> render(PhantomRequest request, GeneratePhantom.Progress progress) throws IOException {
        Path labels = new GeneratePhantom(Runtime.getRuntime().availableProcessors())
                .generate(directory.resolve("cart"), request, progress);
        Map<String, TrueLoop> loops = new LinkedHashMap<>();
        for (String line : Files.readAllLines(labels).stream().skip(1).toList()) {
            String[] fields = line.split(",", -1);
            loops.put(fields[0], new TrueLoop(labels.resolveSibling(fields[4]), View.valueOf(fields[2])));
        }
        return loops;
    }

    /** Plays the cart: pushes the loops over one association. */
    public void push(Map<String, TrueLoop> loops, Consumer<PushFiles.Sent> told) throws IOException {
        List<SendableFile> files = new ArrayList<>();
        for (TrueLoop loop : loops.values()) {
            files.add(SendableFile.read(loop.file()));
        }
        new PushFiles(nodeAddress(), "DEMOCART", Limits.defaults()).push(files, 1, told);
    }

    /** Waits until every loop is labelled and the study's summary has reached the PACS. */
    public boolean awaitReports(int loops, IntConsumer labelled) throws InterruptedException {
        return watch.awaitSummary(loops, PATIENCE, labelled);
    }

    /** Prints what the PACS now knows about the study. */
    public DemonstrationTable table(Map<String, TrueLoop> loops) {
        return DemonstrationTable.of(loops, pacs.received(), watch.analyses());
    }

    /** Where a cart reaches the node. */
    public Destination nodeAddress() {
        return new Destination("ECHOSCRIBE", "127.0.0.1", node.port());
    }

    /** Where a person asks the node how it is. */
    public String adminAuthority() {
        return node.adminAuthority();
    }

    /** Where the PACS keeps the reports that it received. */
    public Path reports() {
        return directory.resolve("pacs");
    }

    @Override
    public void close() {
        node.close();
        pacs.close();
    }

    private Configuration configuration(List<String> more) throws InvalidConfigurationException {
        List<String> settings = new ArrayList<>(List.of(
                "node.port=0",
                "node.data-directory=" + directory.resolve("node"),
                "node.study-quiet-time=1s",
                "storage.minimum-free-space=64MiB",
                "admin.port=0",
                "destinations.pacs.ae-title=" + DirectoryPacs.AE_TITLE,
                "destinations.pacs.host=127.0.0.1",
                "destinations.pacs.port=" + pacs.port()));
        settings.addAll(more);
        return ReadConfiguration.read(java.util.Optional.empty(), Map.of(), settings);
    }

    /**
     * A synthetic loop.
     *
     * @param file its DICOM file
     * @param view what it shows
     */
    public record TrueLoop(Path file, View view) {}
}
