package org.echoscribe.imaging.decode;

import org.echoscribe.imaging.decode.CodestreamHeader.Coding;

/** Reads the main header of a JPEG 2000 codestream behind its SOC marker (ITU-T T.800 annex A), also of a High-Throughput one. */
final class Jpeg2000Header {
    private static final int SIZ = 0xFF51;
    private static final int CAP = 0xFF50;
    private static final int COD = 0xFF52;
    private static final int SOT = 0xFF90;
    /** The bit of the capabilities that says that the codestream is one of ITU-T T.814 (annex A.3). */
    private static final long PART_15 = 1L << (32 - 15);

    private static final int SIGN = 0x80;

    private final CodestreamBytes in;
    private boolean signed;

    private Jpeg2000Header(CodestreamBytes in) {
        this.in = in;
    }

    static CodestreamHeader read(CodestreamBytes in) throws UndecodableException {
        return new Jpeg2000Header(in).read();
    }

    private CodestreamHeader read() throws UndecodableException {
        if (in.unsignedShort() != SIZ) {
            throw new UndecodableException("a JPEG 2000 codestream does not start with its size");
        }
        int segmentStart = in.position();
        int length = in.unsignedShort();
        in.unsignedShort();
        long endX = in.unsignedInt();
        long endY = in.unsignedInt();
        long x = in.unsignedInt();
        long y = in.unsignedInt();
        in.skip(16);
        int components = in.unsignedShort();
        int precision = 0;
        for (int c = 0; c < components; c++) {
            int depth = in.unsignedByte();
            signed |= (depth & SIGN) != 0;
            precision = Math.max(precision, (depth & ~SIGN) + 1);
            in.skip(2);
        }
        in.moveTo(segmentStart + length);
        if (endX - x > Integer.MAX_VALUE || endY - y > Integer.MAX_VALUE || endX <= x || endY <= y) {
            throw new UndecodableException("a JPEG 2000 codestream declares an impossible size");
        }
        return codingStyle((int) (endX - x), (int) (endY - y), precision, components);
    }

    /** Goes on to the coding style default, which tells whether the inverse RCT or ICT is asked for after decoding. */
    private CodestreamHeader codingStyle(int width, int height, int precision, int components)
            throws UndecodableException {
        Coding coding = Coding.JPEG_2000;
        while (true) {
            int marker = in.marker();
            if (marker == SOT) {
                throw new UndecodableException("a JPEG 2000 codestream has no coding style");
            }
            int segmentStart = in.position();
            int length = in.unsignedShort();
            if (marker == CAP) {
                coding = (in.unsignedInt() & PART_15) != 0 ? Coding.HTJ2K : coding;
            } else if (marker == COD) {
                in.skip(4);
                return new CodestreamHeader(
                        coding, width, height, precision, components, signed, in.unsignedByte() == 1);
            }
            in.moveTo(segmentStart + Math.max(2, length));
        }
    }
}
