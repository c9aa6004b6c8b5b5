package org.echoscribe.imaging.decode;

/**
 * Reads the header of a codestream; which kind it is, its first bytes tell, whatever the transfer syntax promised. A
 * codestream without its end marker is refused as truncated, because decoders fill what is missing with grey.
 */
final class ReadCodestreamHeader {
    private static final int START_OF_JPEG = 0xFFD8;
    private static final int START_OF_JPEG_2000 = 0xFF4F;
    private static final int END = 0xFFD9;
    private static final int MOST_PADDING_BYTES = 64;

    private ReadCodestreamHeader() {}

    static CodestreamHeader read(byte[] codestream) throws UndecodableException {
        requireEndMarker(codestream);
        CodestreamBytes in = new CodestreamBytes(codestream);
        int first = in.unsignedShort();
        return switch (first) {
            case START_OF_JPEG -> JpegHeader.read(in);
            case START_OF_JPEG_2000 -> Jpeg2000Header.read(in);
            default ->
                throw new UndecodableException(
                        "a frame starts with the bytes %04XH, which begin neither a JPEG nor a JPEG 2000 codestream"
                                .formatted(first));
        };
    }

    /** EOI of JPEG and EOC of JPEG 2000 are the same two bytes; padding may follow. */
    private static void requireEndMarker(byte[] codestream) throws UndecodableException {
        for (int i = codestream.length - 2; i >= 0 && i >= codestream.length - MOST_PADDING_BYTES; i--) {
            if (((codestream[i] & 0xFF) << 8 | codestream[i + 1] & 0xFF) == END) {
                return;
            }
        }
        throw new UndecodableException("its codestream ends without an end marker: the frame is truncated");
    }
}
