package org.echoscribe.node.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.echoscribe.inference.BundleDescription;
import org.echoscribe.inference.BundleWriter;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.node.field.ShippedBundle;
import org.echoscribe.vocabulary.View;

/** The shipped bundle under another name: a model of its own, that answers alike but less surely, or not at all. */
public final class OtherBundle {

    private static final float LESS_SURE = 3;

    private OtherBundle() {}

    /** Writes it to a new directory. */
    public static Path write(Path directory, String name) throws IOException {
        return write(directory, name, List.of(View.values()), head -> head);
    }

    /** Writes one to a new directory that takes its outputs in the opposite order, so that it names another view of every loop. */
    public static Path writeOpposite(Path directory) throws IOException {
        return write(directory, "opposite", List.of(View.values()).reversed(), head -> head);
    }

    /** Writes one to a new directory some of whose weights are no numbers, so that none of its scores is. */
    public static Path writeWithoutNumbers(Path directory) throws IOException {
        return write(directory, "without-numbers", List.of(View.values()), head -> {
            byte[] changed = head.clone();
            // All bits set are NaN at whatever byte a float begins; the middle of the file is in its largest matrix.
            Arrays.fill(changed, head.length / 2, head.length / 2 + 4 * Float.BYTES, (byte) 0xFF);
            return changed;
        });
    }

    private static Path write(Path directory, String name, List<View> views, UnaryOperator<byte[]> headChange)
            throws IOException {
        try (ModelBundle shipped = ModelBundle.open(ShippedBundle.PATH)) {
            BundleDescription is = shipped.description();
            BundleDescription becomes = new BundleDescription(
                    name,
                    "2.0.0",
                    is.manufacturer(),
                    is.architecture(),
                    views,
                    is.inputSpecification(),
                    LESS_SURE,
                    is.abstentionThreshold(),
                    is.trainingProvenance(),
                    is.measuredMetrics(),
                    is.synthetic());
            BundleWriter writer = new BundleWriter(becomes, "# " + name + ": a copy for tests\n");
            for (String graph : List.of(ModelBundle.SPATIAL_FILE, ModelBundle.TEMPORAL_FILE)) {
                writer.add(graph, shipped.file(graph).orElseThrow());
            }
            byte[] head = Files.readAllBytes(shipped.file(ModelBundle.HEAD_FILE).orElseThrow());
            writer.add(ModelBundle.HEAD_FILE, headChange.apply(head)).writeDirectory(directory);
        }
        return directory;
    }

    /** The digest that names a bundle. */
    public static String sha256(Path bundle) throws IOException {
        try (ModelBundle opened = ModelBundle.open(bundle)) {
            return opened.identity().sha256();
        }
    }
}
