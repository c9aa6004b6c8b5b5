package org.echoscribe.vocabulary;

/**
 * A coded concept as DICOM writes it: Code Value, Coding Scheme Designator and Code Meaning (PS3.3 section 8).
 *
 * @param value Code Value (0008,0100), 1 to 16 characters
 * @param scheme Coding Scheme Designator (0008,0102), 1 to 16 characters
 * @param meaning Code Meaning (0008,0104), 1 to 64 characters
 */
public record Code(String value, String scheme, String meaning) {

    /** The designator of this product's own coding scheme. */
    public static final String PRIVATE_SCHEME = "99ECHOVIEW";

    public Code {
        requireLength(value, 16, "Code Value");
        requireLength(scheme, 16, "Coding Scheme Designator");
        requireLength(meaning, 64, "Code Meaning");
    }

    /** A code of this product's own scheme, {@value #PRIVATE_SCHEME}. */
    public static Code ofPrivateScheme(String value, String meaning) {
        return new Code(value, PRIVATE_SCHEME, meaning);
    }

    private static void requireLength(String text, int longest, String name) {
        if (text.isEmpty() || text.length() > longest) {
            throw new IllegalArgumentException(name + " must have 1 to " + longest + " characters: '" + text + "'");
        }
    }
}
