package org.echoscribe.imaging.decode;

/**
 * Decodes one JPEG codestream of the lossless process with Huffman coding (ITU-T T.81 annex H, process 14): 2 to 16 bits, all
 * predictors, components in one scan or in several.
 */
final class JpegLosslessDecoder {
    private static final int START_OF_FRAME = 0xFFC3;
    private static final int HUFFMAN_TABLES = 0xFFC4;
    private static final int END_OF_IMAGE = 0xFFD9;
    private static final int START_OF_SCAN = 0xFFDA;
    private static final int RESTART_INTERVAL = 0xFFDD;

    private final byte[] codestream;
    private final CodestreamBytes in;
    private final CodestreamHeader header;
    private final HuffmanTable[] tables = new HuffmanTable[4];
    private final int[] identifiers;
    private final char[][] planes;
    private int linesPerRestart;
    private int decoded;

    private JpegLosslessDecoder(byte[] codestream, CodestreamHeader header) throws UndecodableException {
        this.codestream = codestream;
        this.header = header;
        in = new CodestreamBytes(codestream);
        in.unsignedShort();
        identifiers = new int[header.components()];
        planes = new char[header.components()][header.width() * header.height()];
    }

    static Components decode(byte[] codestream, CodestreamHeader header) throws UndecodableException {
        return new JpegLosslessDecoder(codestream, header).decode();
    }

    private Components decode() throws UndecodableException {
        while (decoded < planes.length) {
            int marker = in.marker();
            if (marker == END_OF_IMAGE) {
                throw corrupt("ends before its last component");
            }
            int end = in.position() + in.unsignedShort();
            switch (marker) {
                case START_OF_FRAME -> readFrame();
                case HUFFMAN_TABLES -> readTables(end);
                case RESTART_INTERVAL -> readRestartInterval();
                case START_OF_SCAN -> end = decodeScan(end);
                default -> {}
            }
            if (end < in.position()) {
                throw corrupt("has a marker segment of an impossible length");
            }
            in.moveTo(end);
        }
        return new Components(header.width(), header.height(), header.precision(), planes);
    }

    private void readFrame() throws UndecodableException {
        in.skip(6);
        for (int c = 0; c < identifiers.length; c++) {
            identifiers[c] = in.unsignedByte();
            int sampling = in.unsignedByte();
            if (sampling != 0x11 && identifiers.length > 1) {
                throw new UndecodableException(
                        "the components of its lossless JPEG codestream differ in size, which is not"
                                + " decodable by this version; send the object in another transfer syntax");
            }
            in.skip(1);
        }
    }

    private void readTables(int end) throws UndecodableException {
        while (in.position() < end) {
            int index = in.unsignedByte();
            if (index >= tables.length) {
                throw corrupt("has a Huffman table that the lossless process does not know");
            }
            tables[index] = HuffmanTable.read(in);
        }
    }

    /** In the lossless process always whole lines (annex H.1.1). */
    private void readRestartInterval() throws UndecodableException {
        int samples = in.unsignedShort();
        if (samples % header.width() != 0) {
            throw corrupt("restarts within a line");
        }
        linesPerRestart = samples / header.width();
    }

    /** Decodes the components of one scan; returns where the marker behind it is. */
    private int decodeScan(int end) throws UndecodableException {
        int count = in.unsignedByte();
        if (count < 1 || decoded + count > planes.length) {
            throw corrupt("has a scan of " + count + " components");
        }
        char[][] ofScan = new char[count][];
        HuffmanTable[] tablesOfScan = new HuffmanTable[count];
        for (int i = 0; i < count; i++) {
            ofScan[i] = planes[component(in.unsignedByte())];
            int table = in.unsignedByte() >> 4;
            if (table >= tables.length || tables[table] == null) {
                throw corrupt("lacks a Huffman table");
            }
            tablesOfScan[i] = tables[table];
        }
        int predictor = in.unsignedByte();
        in.skip(1);
        int pointTransform = in.unsignedByte() & 0xF;
        if (pointTransform >= header.precision()) {
            throw corrupt("shifts all bits away");
        }
        EntropyBits bits = new EntropyBits(codestream, end);
        decodeLines(
                bits,
                ofScan,
                tablesOfScan,
                new LosslessPrediction(predictor, 1 << (header.precision() - pointTransform - 1)));
        for (char[] plane : ofScan) {
            for (int i = 0; i < plane.length && pointTransform > 0; i++) {
                plane[i] <<= pointTransform;
            }
        }
        decoded += count;
        return bits.end();
    }

    private int component(int identifier) throws UndecodableException {
        for (int c = 0; c < identifiers.length; c++) {
            if (identifiers[c] == identifier) {
                return c;
            }
        }
        throw corrupt("has a scan of a component that its frame does not have");
    }

    private void decodeLines(
            EntropyBits bits, char[][] ofScan, HuffmanTable[] tablesOfScan, LosslessPrediction prediction)
            throws UndecodableException {
        int width = header.width();
        for (int y = 0, from = 0; y < header.height(); y++, from += width) {
            boolean first = y == 0 || linesPerRestart > 0 && y % linesPerRestart == 0;
            if (first && y > 0) {
                bits.restart();
            }
            for (int i = from; i < from + width; i++) {
                for (int c = 0; c < ofScan.length; c++) {
                    ofScan[c][i] = (char) tablesOfScan[c].difference(bits);
                }
            }
            if (bits.exhausted()) {
                throw corrupt("ends within a scan: the frame is truncated");
            }
            for (char[] plane : ofScan) {
                if (first) {
                    prediction.firstLine(plane, from, width);
                } else {
                    prediction.line(plane, from, width);
                }
            }
        }
    }

    private static UndecodableException corrupt(String how) {
        return new UndecodableException("its lossless JPEG codestream " + how + "; send the object again");
    }
}
