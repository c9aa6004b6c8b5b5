package org.echoscribe.dicom.dataset;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Text as it is in values: several values apart by backslashes, padded, in some character set (PS3.5 6.2, 6.4). */
final class TextValues {

    private TextValues() {}

    /** The values without padding; numbers become decimal text; bytes of other VRs have no text. */
    static List<String> decode(Element.Bytes element, Vr vr, CharacterSet characterSet) {
        if (vr.isNumeric()) {
            return NumericValues.toText(element, vr);
        }
        if (!vr.isText() || element.value().length == 0) {
            return List.of();
        }
        List<String> values = switch (vr.kind()) {
            case ASCII -> split(new String(element.value(), StandardCharsets.ISO_8859_1));
            case ASCII_BLOCK -> List.of(new String(element.value(), StandardCharsets.ISO_8859_1));
            case TEXT -> characterSet.decodeValues(element.value(), vr == Vr.PN);
            default -> List.of(characterSet.decode(element.value()));
        };
        boolean keepLeading = vr.kind() == Vr.Kind.TEXT_BLOCK || vr.kind() == Vr.Kind.ASCII_BLOCK;
        return values.stream().map(value -> trim(value, keepLeading)).toList();
    }

    /**
     * The bytes of text that the program set, without padding to even length.
     *
     * @throws IllegalArgumentException if the character set lacks a character
     */
    static byte[] encode(Element.Text element, CharacterSet characterSet) {
        CharacterSet used = element.vr().followsCharacterSet() ? characterSet : CharacterSet.DEFAULT;
        return used.encode(element.values(), element.vr() == Vr.PN)
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s: the text has a character that Specific Character Set %s lacks; set (0008,0005) to ISO_IR 192"
                                .formatted(Tag.toString(element.tag()), used.name())));
    }

    private static List<String> split(String text) {
        return List.of(text.split("\\\\", -1));
    }

    /** Padding is spaces, and NUL in UIDs and in many files elsewhere too. */
    private static String trim(String value, boolean keepLeading) {
        int end = value.length();
        while (end > 0 && isPadding(value.charAt(end - 1))) {
            end--;
        }
        int start = 0;
        while (!keepLeading && start < end && isPadding(value.charAt(start))) {
            start++;
        }
        return value.substring(start, end);
    }

    private static boolean isPadding(char character) {
        return character == ' ' || character == 0;
    }
}
