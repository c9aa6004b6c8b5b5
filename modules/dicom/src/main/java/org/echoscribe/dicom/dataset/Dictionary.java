package org.echoscribe.dicom.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The data dictionary: VR and keyword of the tags we use, read once from {@code dictionary.tsv}. Implicit VR cannot be
 * read or written without it.
 */
final class Dictionary {

    /** The VR of "US or SS" elements: Pixel Representation decides (PS3.5 annex A.1). */
    private static final String SIGNED_OR_UNSIGNED = "XS";

    private static final String NO_VR = "--";

    private record Entry(Vr vr, boolean maybeSigned, String keyword) {}

    private static final Map<Integer, Entry> ENTRIES = load();

    private Dictionary() {}

    /**
     * The VR of an element whose encoding does not say it: group lengths UL, private creators LO, unknown tags UN
     * (PS3.5 6.2.2, 7.8.1).
     *
     * @param signedPixels whether Pixel Representation (0028,0103) is 1, which turns "US or SS" into SS
     */
    static Vr vr(int tag, boolean signedPixels) {
        Entry entry = ENTRIES.get(canonical(tag));
        if (entry != null) {
            return entry.maybeSigned && signedPixels ? Vr.SS : entry.vr;
        }
        if (Tag.isGroupLength(tag)) {
            return Vr.UL;
        }
        return Tag.isPrivateCreator(tag) ? Vr.LO : Vr.UN;
    }

    /** The keyword of PS3.6, where the tag is one we know. */
    static Optional<String> keyword(int tag) {
        return Optional.ofNullable(ENTRIES.get(canonical(tag))).map(Entry::keyword);
    }

    /** Overlays repeat: (60xx,eeee) has the meaning of (6000,eeee) for even xx up to 1E. */
    private static int canonical(int tag) {
        return (tag & 0xFFE1_0000) == 0x6000_0000 ? tag & 0xFFE0_FFFF : tag;
    }

    private static Map<Integer, Entry> load() {
        Map<Integer, Entry> entries = new HashMap<>();
        try (InputStream stream = Dictionary.class.getResourceAsStream("dictionary.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.split("\t", -1);
                if (!line.startsWith("#") && !columns[1].equals(NO_VR)) {
                    boolean maybeSigned = columns[1].equals(SIGNED_OR_UNSIGNED);
                    Vr vr = maybeSigned ? Vr.US : Vr.valueOf(columns[1]);
                    entries.put(Integer.parseUnsignedInt(columns[0], 16), new Entry(vr, maybeSigned, columns[2]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The data dictionary inside this program is unreadable", e);
        }
        return Map.copyOf(entries);
    }
}
