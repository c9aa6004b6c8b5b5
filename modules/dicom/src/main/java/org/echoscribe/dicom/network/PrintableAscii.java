package org.echoscribe.dicom.network;

/** Text from or for a peer, made safe for a log line and for DICOM's default character repertoire. */
final class PrintableAscii {

    private PrintableAscii() {}

    /** The text with everything outside 20H to 7EH (and the backslash, DICOM's separator) replaced by {@code ?}. */
    static String of(String text, int maxLength) {
        StringBuilder safe = new StringBuilder(Math.min(text.length(), maxLength));
        for (int i = 0; i < text.length() && i < maxLength; i++) {
            char c = text.charAt(i);
            safe.append(c < 0x20 || c > 0x7E || c == '\\' ? '?' : c);
        }
        return safe.toString();
    }
}
