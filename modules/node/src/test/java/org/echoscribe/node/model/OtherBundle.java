package org.echoscribe.node.model;

import java.io.IOException;
import java.nio.file.Path;
import org.echoscribe.inference.BundleDescription;
import org.echoscribe.inference.BundleWriter;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.node.field.ShippedBundle;

/** The shipped bundle with its graphs under another name: a model of its own, that answers alike but less surely. */
public final class OtherBundle {

    private OtherBundle() {}

    /** Writes it to a new directory. */
    public static Path write(Path directory, String name) throws IOException {
        try (ModelBundle shipped = ModelBundle.open(ShippedBundle.PATH)) {
            BundleDescription is = shipped.description();
            BundleDescription becomes = new BundleDescription(
                    name,
                    "2.0.0",
                    is.manufacturer(),
                    is.architecture(),
                    is.views(),
                    is.inputSpecification(),
                    3,
                    is.abstentionThreshold(),
                    is.trainingProvenance(),
                    is.measuredMetrics(),
                    is.synthetic());
            BundleWriter writer = new BundleWriter(becomes, "# " + name + ": a copy for tests\n");
            for (String graph :
                    new String[] {ModelBundle.SPATIAL_FILE, ModelBundle.TEMPORAL_FILE, ModelBundle.HEAD_FILE}) {
                writer.add(graph, shipped.file(graph).orElseThrow());
            }
            writer.writeDirectory(directory);
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
