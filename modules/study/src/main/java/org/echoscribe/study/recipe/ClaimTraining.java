package org.echoscribe.study.recipe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.study.weights.ImportReport;

/**
 * Keeps, beside a training's checkpoints, what of its starting weights matched, and refuses to go on from other weights than
 * the training began with: what came of it would be told to come from a file that it has never seen.
 */
public final class ClaimTraining {

    /** The list, in the training's directory; absent where the training began with random numbers. */
    public static final String FILE = "starting-weights.json";

    private static final String CHECKPOINT = "checkpoint.pt";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ClaimTraining() {}

    /**
     * Claims one training's directory.
     *
     * @param directory of the training, which may not exist yet
     * @throws IOException if the directory holds a training that began otherwise
     */
    public static void claim(Path directory, PaperNetwork network, StartingWeights weights) throws IOException {
        requireSameStart(directory, network, weights);
        Path file = directory.resolve(FILE);
        Optional<ImportReport> report = weights.report(network);
        if (report.isPresent()) {
            Files.createDirectories(directory);
            JSON.writeValue(file.toFile(), report.get().list());
        } else {
            Files.deleteIfExists(file);
        }
    }

    /** The same, but writes nothing. */
    static void requireSameStart(Path directory, PaperNetwork network, StartingWeights weights) throws IOException {
        if (!Files.exists(directory.resolve(CHECKPOINT))) {
            return;
        }
        Path file = directory.resolve(FILE);
        String began =
                Files.exists(file) ? JSON.readTree(file.toFile()).path("sha256").asText() : "";
        String begins = weights.report(network).map(ImportReport::sha256).orElse("");
        if (!began.equals(begins)) {
            throw new IOException(directory + " holds a training of " + network.id() + " that began with "
                    + named(began) + ", and this run would go on with " + named(begins)
                    + ": give the same --weights again, or choose another --out");
        }
    }

    private static String named(String sha256) {
        return sha256.isEmpty() ? "random weights" : "the weights of SHA-256 " + sha256;
    }
}
