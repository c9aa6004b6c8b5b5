package org.echoscribe.report;

import java.text.Normalizer;

/**
 * Text that is the same in every Specific Character Set: printable ASCII without {@code \} and {@code ~}, which some sets
 * replace (ISO 646 variants in ISO_IR 13 among them).
 */
final class PlainAscii {

    private static final int LONGEST_LO = 64;

    private PlainAscii() {}

    /** Accents are dropped; what then is still not plain becomes {@code _}. */
    static String of(String text) {
        String withoutAccents = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
        return withoutAccents.replaceAll("[^ -}]|\\\\", "_").strip();
    }

    /** The same, cut to the 64 characters of an LO value. */
    static String ofAtMost64(String text) {
        return ofAtMost64(text, "");
    }

    /** The same, cut so that the suffix still fits. */
    static String ofAtMost64(String text, String suffix) {
        String plain = of(text);
        int longest = LONGEST_LO - suffix.length();
        return (plain.length() > longest ? plain.substring(0, longest).strip() : plain) + suffix;
    }
}
