package org.echoscribe.study.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.study.network.StreamedNetwork;
import org.echoscribe.study.network.Weights;
import org.echoscribe.study.training.Freezing;
import org.echoscribe.study.weights.ImportReport;
import org.echoscribe.study.weights.ImportWeights;
import org.echoscribe.study.weights.ImportWeights.Imported;

/**
 * What trainings start from: a file of published weights each, or random numbers. A file is held against its network when
 * this is made, long before the training begins, and read again then: the weights of all networks would fill the memory.
 */
public final class StartingWeights {

    /** Under what name a bundle's provenance has it. */
    public static final String PROVENANCE = "startingWeights";

    private static final String RANDOM = "random";

    private final Map<PaperNetwork, Start> starts;

    private StartingWeights(Map<PaperNetwork, Start> starts) {
        this.starts = starts;
    }

    private record Start(Path file, ImportReport report) {}

    /** Random numbers for all. */
    public static StartingWeights random() {
        return new StartingWeights(Map.of());
    }

    /**
     * Holds each file against its network.
     *
     * @param files by the network whose training starts from it, see {@link BackboneTrainings}
     * @param networks each network in the size in which it is trained
     * @throws IOException if a file cannot be read, is of another network or of another size
     */
    public static StartingWeights of(Map<PaperNetwork, Path> files, Function<PaperNetwork, StreamedNetwork> networks)
            throws IOException {
        Map<PaperNetwork, Start> starts = new EnumMap<>(PaperNetwork.class);
        for (Map.Entry<PaperNetwork, Path> given : files.entrySet()) {
            Graph backbone = backbone(networks.apply(given.getKey()));
            ImportReport report = ImportWeights.into(backbone, Weights.initial(backbone, 0), given.getValue())
                    .report();
            starts.put(given.getKey(), new Start(given.getValue(), report));
        }
        return new StartingWeights(starts);
    }

    /** The networks that start from a file. */
    public Set<PaperNetwork> networks() {
        return Collections.unmodifiableSet(starts.keySet());
    }

    /** What of its file matched a network; empty where it starts from random numbers. */
    public Optional<ImportReport> report(PaperNetwork network) {
        return Optional.ofNullable(starts.get(network)).map(Start::report);
    }

    /**
     * The weights that a training begins with; what the file lacks, such as the head, is random.
     *
     * @throws IOException if the file is no longer the one that was held against the network
     */
    public NetworkWeights begin(PaperNetwork network, StreamedNetwork learner, long seed) throws IOException {
        NetworkWeights random = NetworkWeights.initial(learner, seed);
        if (!starts.containsKey(network)) {
            return random;
        }
        Start start = starts.get(network);
        Weights backbone = random.spatial().or(random::temporal).orElseThrow();
        Imported imported = ImportWeights.into(backbone(learner), backbone, start.file());
        if (!imported.report().sha256().equals(start.report().sha256())) {
            throw new IOException(
                    start.file() + " has changed since this run began: put the file back that it began with");
        }
        return learner.spatial().isPresent()
                ? new NetworkWeights(Optional.of(imported.weights()), random.temporal(), random.head())
                : new NetworkWeights(random.spatial(), Optional.of(imported.weights()), random.head());
    }

    /** How long a training keeps what it was given: the paper says it of I3D alone, and nothing keeps random numbers. */
    Freezing freezing(PaperNetwork network) {
        return network == PaperNetwork.I3D && starts.containsKey(network) ? Freezing.PUBLISHED_I3D : Freezing.NONE;
    }

    /** For a bundle's provenance: the files of all trainings that a network rests on, or {@code random}. */
    public Object provenance(List<PaperNetwork> trainings) {
        Map<String, Object> files = new LinkedHashMap<>();
        for (PaperNetwork training : trainings) {
            report(training).ifPresent(report -> files.put(training.id(), report.provenance()));
        }
        return files.isEmpty() ? RANDOM : files;
    }

    private static Graph backbone(StreamedNetwork network) {
        return network.spatial().or(network::temporal).orElseThrow();
    }
}
