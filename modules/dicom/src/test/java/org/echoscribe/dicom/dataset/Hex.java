package org.echoscribe.dicom.dataset;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes written as hexadecimal digits, blanks allowed. */
final class Hex {

    private Hex() {}

    static byte[] bytes(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static String ofText(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String littleEndian16(int number) {
        return HexFormat.of().toHexDigits((short) Short.reverseBytes((short) number));
    }

    static String littleEndian32(int number) {
        return HexFormat.of().toHexDigits(Integer.reverseBytes(number));
    }
}
