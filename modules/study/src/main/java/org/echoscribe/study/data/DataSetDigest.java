package org.echoscribe.study.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names a set of labelled loops without telling anything of it: the SHA-256 over one line for each loop, sorted, with its SOP
 * Instance UID, its file's SHA-256 and its view, tabs between them. Whoever has the same files and labels gets the same; from
 * the digest alone no UID can be found.
 */
public final class DataSetDigest {

    private static final int BLOCK_BYTES = 1 << 20;

    private DataSetDigest() {}

    /** 64 hexadecimal digits; reads every file once, on all processors. */
    public static String of(List<LabelledLoop> loops) throws IOException {
        try {
            String lines = loops.parallelStream()
                    .map(DataSetDigest::line)
                    .sorted()
                    .collect(Collectors.joining("\n", "", "\n"));
            return HexFormat.of().formatHex(sha256().digest(lines.getBytes(StandardCharsets.UTF_8)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String line(LabelledLoop loop) {
        MessageDigest digest = sha256();
        byte[] block = new byte[BLOCK_BYTES];
        try (InputStream file = Files.newInputStream(loop.file())) {
            for (int read = file.read(block); read >= 0; read = file.read(block)) {
                digest.update(block, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new IOException("The loop " + loop.sopInstanceUid() + " cannot be read for its digest: " + e, e));
        }
        return loop.sopInstanceUid() + "\t" + HexFormat.of().formatHex(digest.digest()) + "\t"
                + loop.view().name();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
