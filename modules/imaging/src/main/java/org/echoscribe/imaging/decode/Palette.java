package org.echoscribe.imaging.decode;

import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;

/**
 * A palette: three lookup tables from an index to 8 bits of red, green and blue (PS3.3 C.7.6.3.1.5 and C.7.9).
 *
 * <p>Entries of 16 bits keep their upper byte. Where every entry of all three tables is below 256, the writer meant 8-bit
 * values in spite of its descriptor, as many carts do, and these are taken as they are. An index before the first entry
 * takes the first, one behind the last takes the last, as the standard demands.
 */
final class Palette {
    private static final int[] DESCRIPTORS = {
        Tag.RedPaletteColorLookupTableDescriptor,
        Tag.GreenPaletteColorLookupTableDescriptor,
        Tag.BluePaletteColorLookupTableDescriptor
    };
    private static final int[] TABLES = {
        Tag.RedPaletteColorLookupTableData, Tag.GreenPaletteColorLookupTableData, Tag.BluePaletteColorLookupTableData
    };
    private static final int[] SEGMENTED_TABLES = {
        Tag.SegmentedRedPaletteColorLookupTableData,
        Tag.SegmentedGreenPaletteColorLookupTableData,
        Tag.SegmentedBluePaletteColorLookupTableData
    };

    private final int[] firstIndices;
    private final char[][] entries;
    private final int shift;

    private Palette(int[] firstIndices, char[][] entries, int shift) {
        this.firstIndices = firstIndices;
        this.entries = entries;
        this.shift = shift;
    }

    /** Reads the palette, if the object has one. */
    static Optional<Palette> read(Attributes dataSet) throws UndecodableException {
        if (!dataSet.contains(DESCRIPTORS[0])) {
            return Optional.empty();
        }
        int[] firstIndices = new int[3];
        char[][] entries = new char[3][];
        int widest = 0;
        for (int c = 0; c < 3; c++) {
            int[] descriptor = dataSet.integers(DESCRIPTORS[c]);
            if (descriptor.length != 3) {
                throw new UndecodableException("a Palette Color Lookup Table Descriptor (0028,1101-1103) has "
                        + descriptor.length + " values instead of 3");
            }
            int count = (descriptor[0] & 0xFFFF) == 0 ? 1 << 16 : descriptor[0] & 0xFFFF;
            firstIndices[c] = (short) descriptor[1];
            entries[c] = entries(dataSet, c, count, descriptor[2]);
            for (char entry : entries[c]) {
                widest = Math.max(widest, entry);
            }
        }
        return Optional.of(new Palette(firstIndices, entries, widest > 0xFF ? 8 : 0));
    }

    private static char[] entries(Attributes dataSet, int component, int count, int bits) throws UndecodableException {
        Optional<byte[]> plain = dataSet.bytes(TABLES[component]);
        if (plain.isPresent()) {
            return plainEntries(plain.get(), count, bits);
        }
        byte[] segmented = dataSet.bytes(SEGMENTED_TABLES[component])
                .orElseThrow(() -> new UndecodableException(
                        "the object has palette descriptors, but no Palette Color Lookup Table Data (0028,1201-1203)"));
        return SegmentedTable.expand(segmented, count, bits);
    }

    private static char[] plainEntries(byte[] table, int count, int bits) throws UndecodableException {
        boolean bytesPacked = table.length < 2 * count && bits <= 8;
        int held = bytesPacked ? table.length : table.length / 2;
        if (held < count) {
            throw new UndecodableException("Palette Color Lookup Table Data (0028,1201-1203) holds " + held + " of the "
                    + count + " entries that its descriptor declares");
        }
        char[] entries = new char[count];
        for (int i = 0; i < count; i++) {
            entries[i] = (char) (bytesPacked ? table[i] & 0xFF : table[2 * i] & 0xFF | (table[2 * i + 1] & 0xFF) << 8);
        }
        return entries;
    }

    /** The frame's indices as interleaved 8-bit RGB. */
    byte[] apply(Components frame) {
        char[] indices = frame.planes()[0];
        byte[] rgb = new byte[3 * indices.length];
        for (int c = 0; c < 3; c++) {
            char[] table = entries[c];
            int first = firstIndices[c];
            for (int i = 0; i < indices.length; i++) {
                int entry = table[Math.clamp((long) indices[i] - first, 0, table.length - 1)];
                rgb[3 * i + c] = (byte) (entry >> shift);
            }
        }
        return rgb;
    }
}
