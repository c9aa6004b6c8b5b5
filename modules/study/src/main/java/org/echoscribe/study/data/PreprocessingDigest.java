package org.echoscribe.study.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.imaging.PrepareInput;

/**
 * A digest of the code that prepares loops: the classes of reading, decoding, masking, scaling, flow and storing. When any of
 * them changes, what they prepared before is not found any more.
 */
final class PreprocessingDigest {

    private static final List<Class<?>> OF_EACH_MODULE = List.of(DataSetReader.class, PrepareInput.class);
    private static final List<Class<?>> OF_THE_CACHE = List.of(LoopLayout.class, StorePrepared.class);

    private PreprocessingDigest() {}

    /** 64 hexadecimal digits. */
    static String ofCode() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Class<?> module : OF_EACH_MODULE) {
                Path place = Path.of(module.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                String root = module.getPackageName().replace('.', '/').replaceAll("/dataset$", "");
                if (Files.isDirectory(place)) {
                    add(digest, place.resolve(root));
                } else {
                    try (FileSystem jar = FileSystems.newFileSystem(place)) {
                        add(digest, jar.getPath("/" + root));
                    }
                }
            }
            for (Class<?> each : OF_THE_CACHE) {
                try (var bytes = each.getResourceAsStream(each.getSimpleName() + ".class")) {
                    digest.update(bytes == null ? new byte[0] : bytes.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("The program's own classes cannot be read", e);
        } catch (NoSuchAlgorithmException | URISyntaxException e) {
            throw new IllegalStateException("The program's own classes cannot be found", e);
        }
    }

    private static void add(MessageDigest digest, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                digest.update(Files.readAllBytes(file));
            }
        }
    }
}
