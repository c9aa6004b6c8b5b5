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
import java.util.stream.Stream;

/** A SHA-256 over compiled classes of this program: when the code changes, so does the digest. */
public final class CodeDigest {

    private final MessageDigest digest;

    /** Of nothing yet. */
    public CodeDigest() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Adds every class of a package and of those below it, from where this class of it was loaded. */
    public CodeDigest addPackage(Class<?> member, String name) {
        try {
            Path place = Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
            String root = name.replace('.', '/');
            if (Files.isDirectory(place)) {
                add(place.resolve(root));
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(place)) {
                    add(jar.getPath("/" + root));
                }
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("The program's own classes cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The program's own classes cannot be found", e);
        }
    }

    /** Adds one class. */
    public CodeDigest addClass(Class<?> each) {
        try (var bytes = each.getResourceAsStream(each.getSimpleName() + ".class")) {
            digest.update(bytes == null ? new byte[0] : bytes.readAllBytes());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("The program's own classes cannot be read", e);
        }
    }

    private void add(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                digest.update(Files.readAllBytes(file));
            }
        }
    }

    /** 64 hexadecimal digits, of all that was added. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
