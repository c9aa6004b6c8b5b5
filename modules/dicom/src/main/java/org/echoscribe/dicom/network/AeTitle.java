package org.echoscribe.dicom.network;

/** Application entity titles: 1 to 16 characters of the default repertoire, not all of them spaces (PS3.5 6.2, VR AE). */
final class AeTitle {
    static final int LENGTH = 16;

    private AeTitle() {}

    /** The title itself, when it may stand in a PDU of ours. */
    static String require(String aeTitle) {
        if (aeTitle.isBlank()
                || aeTitle.length() > LENGTH
                || !PrintableAscii.of(aeTitle, LENGTH).equals(aeTitle)) {
            throw new IllegalArgumentException("'" + PrintableAscii.of(aeTitle, 64)
                    + "' is not an AE title: 1 to 16 printable ASCII characters without backslash, not all spaces");
        }
        return aeTitle;
    }
}
