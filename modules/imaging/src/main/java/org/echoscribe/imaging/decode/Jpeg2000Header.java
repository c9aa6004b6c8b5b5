package org.echoscribe.imaging.decode;

import org.echoscribe.imaging.decode.CodestreamHeader.Coding;

/** Reads the main header of a JPEG 2000 codestream behind its SOC marker (ITU-T T.800 annex A). */
final class Jpeg2000Header {
    private static final int SIZ = 0xFF51;
    private static final int COD = 0xFF52;
    private static final int SOT = 0xFF90;

    private final CodestreamBytes in;

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
            precision = Math.max(precision, (in.unsignedByte() & 0x7F) + 1);
            in.skip(2);
        }
        in.moveTo(segmentStart + length);
        if (endX - x > Integer.MAX_VALUE || endY - y > Integer.MAX_VALUE || endX <= x || endY <= y) {
            throw new UndecodableException("a JPEG 2000 codestream declares an impossible size");
        }
        return new CodestreamHeader(
                Coding.JPEG_2000,
                (int) (endX - x),
                (int) (endY - y),
                precision,
                components,
                multipleComponentTransform());
    }

    /** Whether the coding style default asks for the inverse RCT or ICT after decoding. */
    private boolean multipleComponentTransform() throws UndecodableException {
        while (true) {
            int marker = in.marker();
            if (marker == SOT) {
                throw new UndecodableException("a JPEG 2000 codestream has no coding style");
            }
            int segmentStart = in.position();
            int length = in.unsignedShort();
            if (marker == COD) {
                in.skip(4);
                return in.unsignedByte() == 1;
            }
            in.moveTo(segmentStart + Math.max(2, length));
        }
    }
}
