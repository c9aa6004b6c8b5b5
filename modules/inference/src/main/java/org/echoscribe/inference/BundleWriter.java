package org.echoscribe.inference;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.echoscribe.inference.BundleJson.FileJson;

/**
 * Writes a model bundle: its files, and a {@code bundle.json} with the digest of each. The same input gives the same
 * bytes, so the same model always has the same identity.
 */
public final class BundleWriter {

    private final BundleDescription description;
    private final TreeMap<String, byte[]> files = new TreeMap<>();

    /** @param card the model card in Markdown, for a person to read */
    public BundleWriter(BundleDescription description, String card) {
        this.description = description;
        add(ModelBundle.CARD_FILE, card.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds a file, such as {@link ModelBundle#SPATIAL_FILE}; further files, such as sidecar graphs, are welcome.
     *
     * @throws IllegalArgumentException if the name is not a plain file name or is taken
     */
    public BundleWriter add(String name, byte[] content) {
        if (!FileName.isPlain(name) || name.equals(ModelBundle.DESCRIPTION_FILE)) {
            throw new IllegalArgumentException("not a name for a file of a bundle: " + name);
        }
        if (files.putIfAbsent(name, content.clone()) != null) {
            throw new IllegalArgumentException("the bundle has a " + name + " already");
        }
        return this;
    }

    /** Adds a copy of an existing file under that name. */
    public BundleWriter add(String name, Path source) throws IOException {
        return add(name, Files.readAllBytes(source));
    }

    /**
     * Writes the bundle as a directory.
     *
     * @param directory is created where it does not exist, and must otherwise be empty
     */
    public void writeDirectory(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> existing = Files.list(directory)) {
            if (existing.findAny().isPresent()) {
                throw new IOException(directory + " is not empty; a bundle is written to an empty directory");
            }
        }
        for (Map.Entry<String, byte[]> file : contents().entrySet()) {
            Files.write(directory.resolve(file.getKey()), file.getValue());
        }
    }

    /** Writes the bundle as a zip, replacing one that exists. */
    public void writeZip(Path zip) throws IOException {
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(new BufferedOutputStream(out))) {
            for (Map.Entry<String, byte[]> file : contents().entrySet()) {
                entries.putNextEntry(entry(file.getKey(), file.getValue()));
                entries.write(file.getValue());
                entries.closeEntry();
            }
        }
    }

    /** Every file including bundle.json, sorted by name. */
    private TreeMap<String, byte[]> contents() {
        requireStreams();
        List<FileJson> listed = new ArrayList<>();
        files.forEach((name, content) -> listed.add(new FileJson(name, content.length, Sha256.of(content))));
        TreeMap<String, byte[]> contents = new TreeMap<>(files);
        contents.put(
                ModelBundle.DESCRIPTION_FILE, BundleJson.of(description, listed).write());
        return contents;
    }

    private void requireStreams() {
        for (String required : RequiredFiles.of(description.inputSpecification())) {
            if (!files.containsKey(required)) {
                throw new IllegalStateException("the bundle lacks " + required);
            }
        }
    }

    /** Stored, because weights hardly shrink and deflated bytes differ between Java versions. */
    private static ZipEntry entry(String name, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        return entry;
    }
}
