package org.echoscribe.testkit;

/** JPEG XL, the newest encoding among the real files, which neither DCMTK nor Orthanc of today accepts. */
final class JpegXl {
    private static final String TRANSFER_SYNTAXES = "1.2.840.10008.1.2.4.11";

    private JpegXl() {}

    static boolean isEncodingOf(Part10 object) {
        return object.transferSyntaxUid().startsWith(TRANSFER_SYNTAXES)
                && object.transferSyntaxUid().length() == TRANSFER_SYNTAXES.length() + 1;
    }
}
