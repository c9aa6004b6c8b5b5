package org.echoscribe.dicom.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The coded character sets of Specific Character Set (PS3.3 C.12.1.1.2), by the ISO registration number in their defined
 * terms, with the escape sequence that switches to each under ISO 2022.
 */
enum CodeElement {
    ASCII(6, "(B", "US-ASCII", false, 1),
    LATIN_1(100, "-A", "ISO-8859-1", true, 1),
    LATIN_2(101, "-B", "ISO-8859-2", true, 1),
    LATIN_3(109, "-C", "ISO-8859-3", true, 1),
    LATIN_4(110, "-D", "ISO-8859-4", true, 1),
    CYRILLIC(144, "-L", "ISO-8859-5", true, 1),
    ARABIC(127, "-G", "ISO-8859-6", true, 1),
    GREEK(126, "-F", "ISO-8859-7", true, 1),
    HEBREW(138, "-H", "ISO-8859-8", true, 1),
    LATIN_5(148, "-M", "ISO-8859-9", true, 1),
    LATIN_9(203, "-b", "ISO-8859-15", true, 1),
    THAI(166, "-T", "TIS-620", true, 1),
    KATAKANA(13, ")I", "JIS_X0201", true, 1),
    KANJI(87, "$B", "x-JIS0208", false, 2),
    SUPPLEMENTARY_KANJI(159, "$(D", "JIS_X0212-1990", false, 2),
    HANGUL(149, "$)C", "EUC-KR", true, 2),
    SIMPLIFIED_HANZI(58, "$)A", "GB2312", true, 2);

    /** JIS X 0201 Roman, which differs from ASCII in two characters that DICOM uses as if it were ASCII. */
    private static final byte[] ROMAN_ESCAPE = {'(', 'J'};

    /** The 1978 edition of JIS X 0208, never used on purpose but read like the later one. */
    private static final byte[] OLD_KANJI_ESCAPE = {'$', '@'};

    private final int registration;
    private final byte[] escape;
    private final Charset charset;
    private final boolean upper;
    private final int bytesPerCharacter;

    CodeElement(int registration, String escape, String charset, boolean upper, int bytesPerCharacter) {
        this.registration = registration;
        this.escape = escape.getBytes(StandardCharsets.US_ASCII);
        this.charset = Charset.isSupported(charset) ? Charset.forName(charset) : StandardCharsets.ISO_8859_1;
        this.upper = upper;
        this.bytesPerCharacter = bytesPerCharacter;
    }

    static Optional<CodeElement> ofRegistration(int registration) {
        return Arrays.stream(values())
                .filter(element -> element.registration == registration)
                .findFirst();
    }

    /** The character set that the escape sequence after an ESC at {@code position - 1} switches to. */
    static Optional<CodeElement> ofEscape(byte[] text, int position) {
        if (startsWith(text, position, ROMAN_ESCAPE)) {
            return Optional.of(ASCII);
        }
        if (startsWith(text, position, OLD_KANJI_ESCAPE)) {
            return Optional.of(KANJI);
        }
        return Arrays.stream(values())
                .filter(element -> startsWith(text, position, element.escape))
                .findFirst();
    }

    private static boolean startsWith(byte[] text, int position, byte[] prefix) {
        int end = position + prefix.length;
        return end <= text.length && Arrays.equals(text, position, end, prefix, 0, prefix.length);
    }

    /** The bytes after ESC that switch to this set. */
    byte[] escape() {
        return escape;
    }

    /** Whether the set lives in bytes 0x80 to 0xFF (G1), beside ASCII; else it takes the place of ASCII (G0). */
    boolean isUpper() {
        return upper;
    }

    int bytesPerCharacter() {
        return bytesPerCharacter;
    }

    Charset charset() {
        return charset;
    }

    /** The bytes of one character outside ASCII, if this set has it in the half that it lives in. */
    Optional<byte[]> encode(String character) {
        try {
            ByteBuffer encoded = charset.newEncoder()
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(java.nio.CharBuffer.wrap(character));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            boolean inHalf = bytes.length == bytesPerCharacter && (bytes[0] < 0) == upper;
            return inHalf ? Optional.of(bytes) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
