package org.echoscribe.imaging.decode;

import java.util.OptionalInt;
import org.echoscribe.imaging.decode.CodestreamHeader.Coding;

/** Reads the header of a JPEG or JPEG-LS codestream behind its SOI marker (ITU-T T.81 annex B, T.87 annex C). */
final class JpegHeader {
    private static final int SOS = 0xFFDA;
    private static final int EOI = 0xFFD9;
    private static final int SAMPLE_INTERLEAVED = 2;

    private static final int APP0 = 0xFFE0;
    private static final long JFIF_NAME = 0x4A464946;
    private static final int APP14 = 0xFFEE;
    /** "Adob" of the name, whose last letter follows. */
    private static final long ADOBE_NAME = 0x41646F62;

    private static final int ADOBE_BYTES = 14;

    private final CodestreamBytes in;
    private boolean jfif;
    private OptionalInt adobeTransform = OptionalInt.empty();

    private JpegHeader(CodestreamBytes in) {
        this.in = in;
    }

    static CodestreamHeader read(CodestreamBytes in) throws UndecodableException {
        return new JpegHeader(in).read();
    }

    private CodestreamHeader read() throws UndecodableException {
        while (true) {
            int marker = in.marker();
            if (marker == SOS || marker == EOI) {
                throw new UndecodableException("a JPEG codestream has no frame header");
            }
            int segmentStart = in.position();
            int length = in.unsignedShort();
            if (length < 2) {
                throw new UndecodableException("a JPEG marker segment has the impossible length " + length);
            }
            switch (marker) {
                case 0xFFC0, 0xFFC1, 0xFFC2 -> {
                    return frameHeader(Coding.JPEG_DCT);
                }
                case 0xFFC3 -> {
                    CodestreamHeader header = frameHeader(Coding.JPEG_LOSSLESS);
                    in.moveTo(segmentStart + length);
                    scanInterleaving();
                    return header;
                }
                case 0xFFF7 -> {
                    CodestreamHeader header = frameHeader(Coding.JPEG_LS);
                    in.moveTo(segmentStart + length);
                    boolean bySample = scanInterleaving() == SAMPLE_INTERLEAVED;
                    boolean deepColour = header.components() > 1 && header.precision() > Byte.SIZE;
                    return bySample || deepColour ? header.as(Coding.JPEG_LS_OF_CHARLS) : header;
                }
                case APP0 -> {
                    jfif |= length > 2 * Integer.BYTES && in.unsignedInt() == JFIF_NAME;
                    in.moveTo(segmentStart + length);
                }
                case APP14 -> {
                    readAdobe(length);
                    in.moveTo(segmentStart + length);
                }
                case 0xFFC5, 0xFFC6, 0xFFC7, 0xFFC9, 0xFFCA, 0xFFCB, 0xFFCD, 0xFFCE, 0xFFCF ->
                    throw new UndecodableException(
                            "the JPEG process with frame marker %04XH (hierarchical or arithmetic) is not decodable by this version; send the object in another transfer syntax"
                                    .formatted(marker));
                default -> in.moveTo(segmentStart + length);
            }
        }
    }

    /** The byte of the first scan's header that in JPEG-LS is the interleave mode (ITU-T T.87 C.2.3). */
    private int scanInterleaving() throws UndecodableException {
        int marker = in.marker();
        while (marker != SOS) {
            if (marker == EOI) {
                throw new UndecodableException("a JPEG codestream has no scan");
            }
            in.skip(Math.max(2, in.unsignedShort()) - 2);
            marker = in.marker();
        }
        in.unsignedShort();
        in.skip(2 * in.unsignedByte() + 1);
        return in.unsignedByte();
    }

    private void readAdobe(int length) throws UndecodableException {
        if (length >= ADOBE_BYTES && in.unsignedInt() == ADOBE_NAME && in.unsignedByte() == 'e') {
            in.skip(6);
            adobeTransform = OptionalInt.of(in.unsignedByte());
        }
    }

    private CodestreamHeader frameHeader(Coding coding) throws UndecodableException {
        int precision = in.unsignedByte();
        int height = in.unsignedShort();
        int width = in.unsignedShort();
        int components = in.unsignedByte();
        return new CodestreamHeader(
                coding,
                width,
                height,
                precision,
                components,
                false,
                coding == Coding.JPEG_DCT && components == 3 && !declaresRgb());
    }

    /** As libjpeg decides: by the JFIF marker, else by the one of Adobe, else by the identifiers of the components. */
    private boolean declaresRgb() throws UndecodableException {
        if (jfif) {
            return false;
        }
        if (adobeTransform.isPresent()) {
            return adobeTransform.getAsInt() == 0;
        }
        for (char identifier : new char[] {'R', 'G', 'B'}) {
            if (in.unsignedByte() != identifier) {
                return false;
            }
            in.skip(2);
        }
        return true;
    }
}
