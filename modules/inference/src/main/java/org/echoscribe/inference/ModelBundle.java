package org.echoscribe.inference;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.echoscribe.inference.BundleJson.FileJson;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.View;

/**
 * A trained network with everything that is needed to use it, verified: each file is there and has the digest that
 * {@code bundle.json} gives. Whether its graphs fit the description is seen when a {@link Classifier} opens them.
 */
public final class ModelBundle implements AutoCloseable {

    /** The file that describes the bundle and lists its other files. */
    public static final String DESCRIPTION_FILE = "bundle.json";
    /** Frames {@code [N, 3, H, W]} named {@code frames} to {@code features [N, F]}. */
    public static final String SPATIAL_FILE = "spatial.onnx";
    /** Flow chunks {@code [N, 2 * fieldsPerChunk, H, W]} named {@code flow} to {@code features [N, C]}. */
    public static final String TEMPORAL_FILE = "temporal.onnx";
    /** {@code spatial [B, frames, F]} and/or {@code temporal [B, chunks, C]} to {@code logits [B, 14]}. */
    public static final String HEAD_FILE = "head.onnx";
    /** The model card, for a person to read. */
    public static final String CARD_FILE = "card.md";

    private static final long LARGEST_DESCRIPTION_BYTES = 1 << 20;

    private final BundleDescription description;
    private final ModelIdentity identity;
    private final Path directory;
    private final Map<String, Path> files;
    private final Optional<UnpackedZip> unpacked;

    private ModelBundle(
            BundleDescription description,
            ModelIdentity identity,
            Path directory,
            Map<String, Path> files,
            Optional<UnpackedZip> unpacked) {
        this.description = description;
        this.identity = identity;
        this.directory = directory;
        this.files = files;
        this.unpacked = unpacked;
    }

    /**
     * Opens and verifies a bundle.
     *
     * @param directoryOrZip the bundle; a zip is unpacked into a private temporary directory until {@link #close}
     * @throws BundleRejectedException if anything about it does not verify
     */
    public static ModelBundle open(Path directoryOrZip) throws BundleRejectedException {
        if (Files.isDirectory(directoryOrZip)) {
            return verified(directoryOrZip, directoryOrZip, Optional.empty());
        }
        UnpackedZip unpacked = UnpackedZip.of(directoryOrZip);
        try {
            return verified(directoryOrZip, unpacked.directory(), Optional.of(unpacked));
        } catch (BundleRejectedException | RuntimeException e) {
            unpacked.close();
            throw e;
        }
    }

    private static ModelBundle verified(Path named, Path directory, Optional<UnpackedZip> unpacked)
            throws BundleRejectedException {
        try {
            byte[] json = readDescription(named, directory.resolve(DESCRIPTION_FILE));
            BundleJson parsed = BundleJson.read(json);
            BundleDescription description = parsed.toDescription();
            TreeMap<String, String> digests = new TreeMap<>(Map.of(DESCRIPTION_FILE, Sha256.of(json)));
            for (FileJson file : parsed.files()) {
                verify(named, directory, file);
                digests.put(file.name(), file.sha256());
            }
            for (String required : RequiredFiles.of(description.inputSpecification())) {
                if (!digests.containsKey(required)) {
                    throw rejected(named, "bundle.json does not list " + required + ", which its streams need");
                }
            }
            ModelIdentity identity = new ModelIdentity(
                    description.name(),
                    description.version(),
                    description.manufacturer(),
                    Sha256.ofAll(digests),
                    description.synthetic());
            Map<String, Path> files = parsed.files().stream()
                    .collect(Collectors.toUnmodifiableMap(FileJson::name, file -> directory.resolve(file.name())));
            return new ModelBundle(description, identity, directory, files, unpacked);
        } catch (IllegalArgumentException e) {
            throw new BundleRejectedException(
                    "Model bundle " + named + ": bundle.json is not usable: " + e.getMessage()
                            + ". Use a bundle written for this version of the program",
                    e);
        } catch (IOException e) {
            throw e instanceof BundleRejectedException rejection ? rejection : unreadable(named, e);
        }
    }

    private static byte[] readDescription(Path named, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw rejected(named, "there is no bundle.json in it, so it is not a model bundle");
        }
        if (Files.size(file) > LARGEST_DESCRIPTION_BYTES) {
            throw rejected(named, "bundle.json is larger than " + LARGEST_DESCRIPTION_BYTES + " bytes");
        }
        return Files.readAllBytes(file);
    }

    private static void verify(Path named, Path directory, FileJson file) throws IOException {
        if (!FileName.isPlain(file.name())) {
            throw rejected(named, "bundle.json lists the file name '" + file.name() + "', which is not a plain one");
        }
        Path path = directory.resolve(file.name());
        if (!Files.isRegularFile(path)) {
            throw rejected(named, file.name() + " is missing");
        }
        if (Files.size(path) != file.bytes()) {
            throw rejected(
                    named, file.name() + " has " + Files.size(path) + " bytes where bundle.json says " + file.bytes());
        }
        String digest = Sha256.of(path);
        if (!digest.equals(file.sha256())) {
            throw rejected(
                    named, file.name() + " has the SHA-256 " + digest + " where bundle.json says " + file.sha256());
        }
    }

    private static BundleRejectedException rejected(Path named, String why) {
        return new BundleRejectedException(
                "Model bundle " + named + ": " + why + ". Copy the bundle again from where it was published");
    }

    private static BundleRejectedException unreadable(Path named, IOException e) {
        return new BundleRejectedException(
                "Model bundle " + named + " cannot be read: " + e + ". Check that it exists and may be read", e);
    }

    /** The name, version and digest that reports carry. */
    public ModelIdentity identity() {
        return identity;
    }

    /** Everything that {@code bundle.json} says. */
    public BundleDescription description() {
        return description;
    }

    /** What the network reads, and how a loop becomes that. */
    public InputSpecification inputSpecification() {
        return description.inputSpecification();
    }

    /** What each logit means, in output order. */
    public List<View> views() {
        return description.views();
    }

    /** The certainty below which no view is asserted, 0..1. */
    public float abstentionThreshold() {
        return description.abstentionThreshold();
    }

    /** What logits are divided by before the softmax. */
    public float calibrationTemperature() {
        return description.calibrationTemperature();
    }

    /** The verified file of that name, such as {@value #SPATIAL_FILE}; empty where the bundle has none. */
    public Optional<Path> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /**
     * Copies it to an existing, empty directory, each file synced to disk. Whether the copy is whole is seen when it is opened.
     */
    public void copyTo(Path empty) throws IOException {
        copy(directory.resolve(DESCRIPTION_FILE), empty);
        for (Path file : files.values()) {
            copy(file, empty);
        }
    }

    private static void copy(Path file, Path directory) throws IOException {
        Path copy = directory.resolve(file.getFileName());
        Files.copy(file, copy);
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** How many numbers its graphs hold; batch normalisation that is folded into them is not counted again. */
    public long parameters() throws IOException {
        long sum = 0;
        for (String graph : List.of(SPATIAL_FILE, TEMPORAL_FILE, HEAD_FILE)) {
            sum += files.containsKey(graph) ? CountParameters.of(files.get(graph)) : 0;
        }
        return sum;
    }

    /** Removes the unpacked copy of a zip, after which its files are gone; a directory stays as it is. */
    @Override
    public void close() {
        unpacked.ifPresent(UnpackedZip::close);
    }

    @Override
    public String toString() {
        return identity.name() + " " + identity.version() + " ("
                + identity.sha256().substring(0, 12) + ")";
    }
}
