package org.echoscribe.dicom.dataset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Specific Character Set (0008,0005): how the bytes of text become characters (PS3.3 C.12.1.1.2, PS3.5 6.1).
 *
 * <p>Either one encoding for everything (UTF-8, GB18030, GBK), or the default repertoire with one or more code elements
 * that escape sequences switch between (ISO 2022). Decoding never fails: unknown terms are read as ISO 8859-1, bad bytes
 * become replacement characters.
 */
sealed interface CharacterSet permits Iso2022CharacterSet, CharacterSet.WholeCharacterSet {

    /** ISO_IR 6: the default repertoire, ASCII. Bytes above it, which real files have, are read as ISO 8859-1. */
    CharacterSet DEFAULT = new Iso2022CharacterSet("ISO_IR 6", CodeElement.ASCII, List.of());

    /** The defined terms, for messages. */
    String name();

    /** One text, backslashes included. */
    String decode(byte[] bytes);

    /**
     * The values of an element, which backslashes part.
     *
     * @param personName whether carets and equals signs also end what an escape sequence switched on
     */
    List<String> decodeValues(byte[] bytes, boolean personName);

    /** The bytes of values parted by backslashes; empty if a character is missing from the set. */
    Optional<byte[]> encode(List<String> values, boolean personName);

    /** The character set that an element (0008,0005) declares. */
    static CharacterSet of(Element element) {
        List<String> terms = switch (element) {
            case Element.Text text -> text.values();
            case Element.Bytes bytes ->
                List.of(new String(bytes.value(), StandardCharsets.ISO_8859_1).split("\\\\", -1));
            default -> List.of();
        };
        return of(terms.stream().map(String::trim).toList());
    }

    /** The character set of these defined terms, also where they are misspelt in the usual ways. */
    static CharacterSet of(List<String> terms) {
        String name = String.join("\\", terms);
        if (terms.isEmpty() || name.isEmpty()) {
            return DEFAULT;
        }
        String first = terms.getFirst()
                .toUpperCase(java.util.Locale.ROOT)
                .replace("-", "")
                .replaceAll("[ _]", "");
        if (first.equals("GB18030") || first.equals("GBK")) {
            return new WholeCharacterSet(name, Charset.forName(first));
        }
        if (first.equals("ISOIR192") || first.equals("UTF8")) {
            return new WholeCharacterSet(name, StandardCharsets.UTF_8);
        }
        List<CodeElement> extensions = new ArrayList<>();
        terms.stream().skip(1).forEach(term -> codeElement(term).ifPresent(extensions::add));
        CodeElement initial =
                first.isEmpty() ? CodeElement.ASCII : codeElement(first).orElse(CodeElement.LATIN_1);
        return new Iso2022CharacterSet(name, initial, extensions);
    }

    private static Optional<CodeElement> codeElement(String term) {
        String registration = term.replaceAll(".*\\D", "");
        return registration.isEmpty() || registration.length() > 3
                ? Optional.empty()
                : CodeElement.ofRegistration(Integer.parseInt(registration));
    }

    /** One encoding for everything. */
    record WholeCharacterSet(String name, Charset charset) implements CharacterSet {
        @Override
        public String decode(byte[] bytes) {
            return new String(bytes, charset);
        }

        @Override
        public List<String> decodeValues(byte[] bytes, boolean personName) {
            return List.of(decode(bytes).split("\\\\", -1));
        }

        @Override
        public Optional<byte[]> encode(List<String> values, boolean personName) {
            String text = String.join("\\", values);
            return charset.newEncoder().canEncode(text) ? Optional.of(text.getBytes(charset)) : Optional.empty();
        }
    }
}
