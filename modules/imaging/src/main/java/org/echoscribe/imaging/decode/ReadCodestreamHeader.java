package org.echoscribe.imaging.decode;

import org.echoscribe.imaging.decode.CodestreamHeader.Coding;

/**
 * Reads the header of a codestream; which kind it is, its first bytes tell, whatever the transfer syntax promised. A
 * codestream without its end marker is refused as truncated, because decoders fill what is missing with grey.
 */
final class ReadCodestreamHeader {
    private static final int SOI = 0xFFD8;
    private static final int SOS = 0xFFDA;
    private static final int EOI = 0xFFD9;
    private static final int SOC = 0xFF4F;
    private static final int SIZ = 0xFF51;
    private static final int COD = 0xFF52;
    private static final int SOT = 0xFF90;
    private static final int SAMPLE_INTERLEAVED = 2;
    private static final int MOST_PADDING_BYTES = 64;

    private final byte[] bytes;
    private int at;

    private ReadCodestreamHeader(byte[] bytes) {
        this.bytes = bytes;
    }

    static CodestreamHeader read(byte[] codestream) throws UndecodableException {
        requireEndMarker(codestream);
        ReadCodestreamHeader reader = new ReadCodestreamHeader(codestream);
        int first = reader.unsignedShort();
        return switch (first) {
            case SOI -> reader.jpeg();
            case SOC -> reader.jpeg2000();
            default ->
                throw new UndecodableException(
                        "a frame starts with the bytes %04XH, which begin neither a JPEG nor a JPEG 2000 codestream"
                                .formatted(first));
        };
    }

    /** EOI of JPEG and EOC of JPEG 2000 are the same two bytes; padding may follow. */
    private static void requireEndMarker(byte[] codestream) throws UndecodableException {
        for (int i = codestream.length - 2; i >= 0 && i >= codestream.length - MOST_PADDING_BYTES; i--) {
            if (((codestream[i] & 0xFF) << 8 | codestream[i + 1] & 0xFF) == EOI) {
                return;
            }
        }
        throw new UndecodableException("its codestream ends without an end marker: the frame is truncated");
    }

    private CodestreamHeader jpeg() throws UndecodableException {
        while (true) {
            int marker = marker();
            if (marker == SOS || marker == EOI) {
                throw new UndecodableException("a JPEG codestream has no frame header");
            }
            int segmentStart = at;
            int length = unsignedShort();
            if (length < 2) {
                throw new UndecodableException("a JPEG marker segment has the impossible length " + length);
            }
            switch (marker) {
                case 0xFFC0, 0xFFC1, 0xFFC2 -> {
                    return frameHeader(Coding.JPEG_DCT);
                }
                case 0xFFC3 -> {
                    CodestreamHeader header = frameHeader(Coding.JPEG_LOSSLESS);
                    at = segmentStart + length;
                    scanInterleaving();
                    return header;
                }
                case 0xFFF7 -> {
                    CodestreamHeader header = frameHeader(Coding.JPEG_LS);
                    at = segmentStart + length;
                    refuseSampleInterleaving(scanInterleaving());
                    return header;
                }
                case 0xFFC5, 0xFFC6, 0xFFC7, 0xFFC9, 0xFFCA, 0xFFCB, 0xFFCD, 0xFFCE, 0xFFCF ->
                    throw new UndecodableException(
                            "the JPEG process with frame marker %04XH (hierarchical or arithmetic) is not decodable by this version"
                                    .formatted(marker));
                default -> at = segmentStart + length;
            }
        }
    }

    /** The byte of the first scan's header that in JPEG-LS is the interleave mode (ITU-T T.87 C.2.3). */
    private int scanInterleaving() throws UndecodableException {
        int marker = marker();
        while (marker != SOS) {
            if (marker == EOI) {
                throw new UndecodableException("a JPEG codestream has no scan");
            }
            at += Math.max(2, unsignedShort()) - 2;
            marker = marker();
        }
        unsignedShort();
        skip(2 * unsignedByte() + 1);
        return unsignedByte();
    }

    /** FFmpeg decodes JPEG-LS scans of one component and line-interleaved ones only. */
    private static void refuseSampleInterleaving(int interleaving) throws UndecodableException {
        if (interleaving == SAMPLE_INTERLEAVED) {
            throw new UndecodableException(
                    "JPEG-LS with sample-interleaved components is not decodable by this version;"
                            + " the object is kept, send it in another syntax to have it labelled");
        }
    }

    private CodestreamHeader frameHeader(Coding coding) throws UndecodableException {
        int precision = unsignedByte();
        int height = unsignedShort();
        int width = unsignedShort();
        int components = unsignedByte();
        boolean subsampled = false;
        int firstSampling = 0;
        for (int c = 0; c < components; c++) {
            unsignedByte();
            int sampling = unsignedByte();
            unsignedByte();
            if (c == 0) {
                firstSampling = sampling;
            }
            subsampled |= sampling != firstSampling;
        }
        return new CodestreamHeader(
                coding, width, height, precision, components, subsampled, coding == Coding.JPEG_DCT && components == 3);
    }

    private CodestreamHeader jpeg2000() throws UndecodableException {
        if (unsignedShort() != SIZ) {
            throw new UndecodableException("a JPEG 2000 codestream does not start with its size");
        }
        int segmentStart = at;
        int length = unsignedShort();
        unsignedShort();
        long endX = unsignedInt();
        long endY = unsignedInt();
        long x = unsignedInt();
        long y = unsignedInt();
        skip(16);
        int components = unsignedShort();
        int precision = 0;
        boolean subsampled = false;
        for (int c = 0; c < components; c++) {
            precision = Math.max(precision, (unsignedByte() & 0x7F) + 1);
            subsampled |= unsignedByte() != 1;
            subsampled |= unsignedByte() != 1;
        }
        at = segmentStart + length;
        if (endX - x > Integer.MAX_VALUE || endY - y > Integer.MAX_VALUE || endX <= x || endY <= y) {
            throw new UndecodableException("a JPEG 2000 codestream declares an impossible size");
        }
        return new CodestreamHeader(
                Coding.JPEG_2000,
                (int) (endX - x),
                (int) (endY - y),
                precision,
                components,
                subsampled,
                multipleComponentTransform());
    }

    /** Whether the coding style default asks for the inverse RCT or ICT after decoding. */
    private boolean multipleComponentTransform() throws UndecodableException {
        while (true) {
            int marker = marker();
            if (marker == SOT) {
                throw new UndecodableException("a JPEG 2000 codestream has no coding style");
            }
            int segmentStart = at;
            int length = unsignedShort();
            if (marker == COD) {
                skip(4);
                return unsignedByte() == 1;
            }
            at = segmentStart + Math.max(2, length);
        }
    }

    private int marker() throws UndecodableException {
        int marker = unsignedShort();
        while (marker == 0xFFFF) {
            marker = 0xFF00 | unsignedByte();
        }
        if (marker < 0xFF00) {
            throw new UndecodableException("a codestream's header is corrupt: %04XH is no marker".formatted(marker));
        }
        return marker;
    }

    private int unsignedByte() throws UndecodableException {
        if (at >= bytes.length) {
            throw new UndecodableException("a codestream ends within its header: the frame is truncated");
        }
        return bytes[at++] & 0xFF;
    }

    private int unsignedShort() throws UndecodableException {
        return unsignedByte() << 8 | unsignedByte();
    }

    private long unsignedInt() throws UndecodableException {
        return (long) unsignedShort() << 16 | unsignedShort();
    }

    private void skip(int count) {
        at += count;
    }
}
