package org.echoscribe.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.ByteAccess;
import org.echoscribe.dicom.dataset.DicomFile;
import org.echoscribe.dicom.dataset.PixelData;

/** SHA-256 over an object's pixel data as it is stored, with its transfer syntax: other compression is other pixel data. */
final class PixelDigest {

    private static final int BUFFER_BYTES = 1 << 16;

    private PixelDigest() {}

    /** Empty where the object has no pixel data. */
    static Optional<String> of(DicomFile file) throws IOException {
        if (file.pixelData().isEmpty()) {
            return Optional.empty();
        }
        MessageDigest digest = sha256();
        digest.update(file.transferSyntax().uid().getBytes(StandardCharsets.US_ASCII));
        try (ByteAccess source = file.openSource()) {
            for (PixelData.Fragment part : parts(file.pixelData().get())) {
                add(source, part, digest);
            }
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest()));
    }

    private static List<PixelData.Fragment> parts(PixelData pixels) {
        return switch (pixels) {
            case PixelData.Native whole -> List.of(new PixelData.Fragment(whole.offset(), whole.length()));
            case PixelData.Encapsulated encapsulated -> encapsulated.fragments();
        };
    }

    private static void add(ByteAccess source, PixelData.Fragment part, MessageDigest digest) throws IOException {
        for (long at = 0; at < part.length(); at += BUFFER_BYTES) {
            int bytes = (int) Math.min(BUFFER_BYTES, part.length() - at);
            digest.update(source.read(part.offset() + at, bytes));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
