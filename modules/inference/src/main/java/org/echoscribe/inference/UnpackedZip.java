package org.echoscribe.inference;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a zip in a temporary directory that only this user may read, until closed.
 *
 * <p>The zip is not trusted: only plain file names come out, at most {@value #MOST_FILES} of them and
 * {@value #MOST_BYTES} bytes in all, counted while they are inflated.
 */
record UnpackedZip(Path directory) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UnpackedZip.class);
    private static final int MOST_FILES = 64;
    private static final long MOST_BYTES = 4L << 30;
    private static final int BLOCK_BYTES = 1 << 16;

    static UnpackedZip of(Path zip) throws BundleRejectedException {
        try (ZipFile entries = new ZipFile(zip.toFile())) {
            List<? extends ZipEntry> files =
                    entries.stream().filter(entry -> !entry.isDirectory()).toList();
            if (files.size() > MOST_FILES) {
                throw rejected(zip, "it holds " + files.size() + " files, and a bundle at most " + MOST_FILES);
            }
            String folder = folderOfDescription(zip, files);
            UnpackedZip unpacked = new UnpackedZip(Files.createTempDirectory("echoscribe-bundle-"));
            try {
                unpacked.unpack(zip, entries, files, folder);
                return unpacked;
            } catch (IOException | RuntimeException e) {
                unpacked.close();
                throw e;
            }
        } catch (BundleRejectedException e) {
            throw e;
        } catch (ZipException | IllegalArgumentException e) {
            throw new BundleRejectedException(
                    "Model bundle " + zip + " is neither a directory nor a readable zip: " + e.getMessage()
                            + ". Copy the bundle again from where it was published",
                    e);
        } catch (IOException e) {
            throw new BundleRejectedException(
                    "Model bundle " + zip + " cannot be unpacked: " + e
                            + ". Check that it exists and may be read, and that the temporary directory has room",
                    e);
        }
    }

    /** A zip may hold the bundle's files themselves or one folder with them. */
    private static String folderOfDescription(Path zip, List<? extends ZipEntry> files) throws BundleRejectedException {
        List<String> found = files.stream()
                .map(ZipEntry::getName)
                .filter(name ->
                        name.equals(ModelBundle.DESCRIPTION_FILE) || name.endsWith("/" + ModelBundle.DESCRIPTION_FILE))
                .toList();
        if (found.size() != 1) {
            throw rejected(zip, "it holds " + found.size() + " files bundle.json, and a bundle has exactly one");
        }
        String name = found.getFirst();
        return name.substring(0, name.length() - ModelBundle.DESCRIPTION_FILE.length());
    }

    private void unpack(Path zip, ZipFile entries, List<? extends ZipEntry> files, String folder) throws IOException {
        long left = MOST_BYTES;
        for (ZipEntry file : files) {
            String name = file.getName().startsWith(folder) ? file.getName().substring(folder.length()) : "";
            if (!FileName.isPlain(name)) {
                throw rejected(zip, "it holds the file '" + file.getName() + "', which is not beside bundle.json");
            }
            if (Files.exists(directory.resolve(name))) {
                throw rejected(zip, "it holds " + name + " twice");
            }
            try (InputStream in = entries.getInputStream(file);
                    OutputStream out = Files.newOutputStream(directory.resolve(name))) {
                left -= copy(zip, in, out, left);
            }
        }
    }

    private static long copy(Path zip, InputStream in, OutputStream out, long most) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        long copied = 0;
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            copied += read;
            if (copied > most) {
                throw rejected(zip, "it unpacks to more than " + MOST_BYTES + " bytes");
            }
            out.write(block, 0, read);
        }
        return copied;
    }

    private static BundleRejectedException rejected(Path zip, String why) {
        return new BundleRejectedException(
                "Model bundle " + zip + ": " + why + ". Copy the bundle again from where it was published");
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            LOG.warn("The unpacked model bundle {} stays behind and may be deleted: {}", directory, e.toString());
        }
    }
}
