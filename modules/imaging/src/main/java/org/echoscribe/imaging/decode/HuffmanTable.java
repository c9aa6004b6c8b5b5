package org.echoscribe.imaging.decode;

import java.util.Arrays;

/** A Huffman table of JPEG (ITU-T T.81 annex C), looked up by the next 16 bits at once. */
final class HuffmanTable {
    private static final int LONGEST = Character.SIZE;
    private static final int LARGEST_CATEGORY = 16;

    /** Per 16 bits, the length of the code that they begin with, and below it its symbol; 0 where they begin with none. */
    private final char[] codes = new char[1 << LONGEST];

    private HuffmanTable() {}

    /** Reads the counts of codes of each length and their symbols, which for lossless coding are categories of differences. */
    static HuffmanTable read(CodestreamBytes in) throws UndecodableException {
        int[] counts = new int[LONGEST + 1];
        for (int length = 1; length <= LONGEST; length++) {
            counts[length] = in.unsignedByte();
        }
        HuffmanTable table = new HuffmanTable();
        int next = 0;
        for (int length = 1; length <= LONGEST; length++) {
            int share = 1 << (LONGEST - length);
            for (int i = 0; i < counts[length]; i++, next += share) {
                int symbol = in.unsignedByte();
                if (next + share > table.codes.length || symbol > LARGEST_CATEGORY) {
                    throw new UndecodableException("a Huffman table of its JPEG codestream is corrupt");
                }
                Arrays.fill(table.codes, next, next + share, (char) (length << Byte.SIZE | symbol));
            }
        }
        return table;
    }

    /**
     * The next difference (annex H.1.2.2): its category is Huffman coded, and as many bits as that follow. Category 16 is the
     * one difference of 32768 and has no bits.
     */
    int difference(EntropyBits bits) throws UndecodableException {
        int code = codes[bits.peek(LONGEST)];
        if (code == 0) {
            throw new UndecodableException("its JPEG codestream holds a code that its Huffman table does not");
        }
        bits.skip(code >>> Byte.SIZE);
        int category = code & 0xFF;
        if (category == 0) {
            return 0;
        }
        if (category == LARGEST_CATEGORY) {
            return 1 << (LARGEST_CATEGORY - 1);
        }
        int value = bits.peek(category);
        bits.skip(category);
        return value < 1 << (category - 1) ? value - (1 << category) + 1 : value;
    }
}
