package org.echoscribe.inference;

import java.io.IOException;
import java.nio.file.Path;

/** Writes a model bundle: its files, and a {@code bundle.json} with the digest of each. */
public final class BundleWriter {

    public BundleWriter(BundleDescription description, String card) {
        throw new UnsupportedOperationException(description + card);
    }

    /** Adds a file, such as {@link ModelBundle#SPATIAL_FILE}; further files, such as sidecar graphs, are welcome. */
    public BundleWriter add(String name, byte[] content) {
        throw new UnsupportedOperationException(name + content.length);
    }

    /** Adds a copy of an existing file under that name. */
    public BundleWriter add(String name, Path source) throws IOException {
        throw new UnsupportedOperationException(name + source);
    }

    /** Writes the bundle as a directory, which must not exist or be empty. The same input gives the same bytes. */
    public void writeDirectory(Path directory) throws IOException {
        throw new UnsupportedOperationException(directory.toString());
    }

    /** Writes the bundle as a zip, replacing one that exists. The same input gives the same bytes. */
    public void writeZip(Path zip) throws IOException {
        throw new UnsupportedOperationException(zip.toString());
    }
}
