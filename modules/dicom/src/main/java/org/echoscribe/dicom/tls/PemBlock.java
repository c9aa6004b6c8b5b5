package org.echoscribe.dicom.tls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One encoded object of a PEM text (RFC 7468).
 *
 * @param label such as {@code CERTIFICATE}
 * @param der the object itself
 */
record PemBlock(String label, byte[] der) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \\1-----", Pattern.DOTALL);

    /** The objects in the order of the text; what stands between them is commentary. */
    static List<PemBlock> read(String text) throws IOException {
        List<PemBlock> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new PemBlock(matcher.group(1), decode(matcher.group(1), matcher.group(2))));
        }
        return blocks;
    }

    private static byte[] decode(String label, String body) throws IOException {
        if (body.contains("Proc-Type")) {
            throw new IOException("its " + label + " is encrypted in an old way that is not safe; "
                    + "'openssl pkcs8 -topk8 -in OLD -out NEW' writes it anew");
        }
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IOException("its " + label + " is no valid base 64", e);
        }
    }
}
