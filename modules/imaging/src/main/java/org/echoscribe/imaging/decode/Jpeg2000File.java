package org.echoscribe.imaging.decode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * The JP2 file format around a JPEG 2000 codestream (ITU-T T.800 annex I): boxes of a length, a type and contents.
 *
 * <p>PS3.5 A.4.4 wants the bare codestream, and some software stores the whole file. The codestream is taken out of it; what
 * the boxes say about colour is not asked, because the codestream declares its transform and the object's header the rest. A
 * palette in the boxes would change what the samples mean, so such a file is refused.
 */
final class Jpeg2000File {
    private static final byte[] SIGNATURE = {0, 0, 0, 0x0C, 'j', 'P', ' ', ' ', 0x0D, 0x0A, (byte) 0x87, 0x0A};
    private static final String CODESTREAM = "jp2c";
    private static final String HEADER = "jp2h";
    private static final Set<String> PALETTES = Set.of("pclr", "cmap");
    private static final long TO_THE_END = 0;
    private static final long LENGTH_FOLLOWS = 1;

    private final ByteBuffer in;

    private Jpeg2000File(byte[] stored) {
        this.in = ByteBuffer.wrap(stored);
    }

    /** The codestream, without the file format where it is wrapped in it. */
    static byte[] unwrapped(byte[] stored) throws UndecodableException {
        return begins(stored) ? new Jpeg2000File(stored).codestream() : stored;
    }

    private static boolean begins(byte[] stored) {
        return stored.length >= SIGNATURE.length
                && Arrays.equals(stored, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    private byte[] codestream() throws UndecodableException {
        while (in.remaining() >= 2 * Integer.BYTES) {
            int start = in.position();
            long length = Integer.toUnsignedLong(in.getInt());
            String type = type();
            if (length == LENGTH_FOLLOWS && in.remaining() >= Long.BYTES) {
                length = in.getLong();
            }
            int contents = in.position();
            long end = length == TO_THE_END ? in.limit() : start + length;
            if (length < 0 || end < contents || end > in.limit()) {
                throw new UndecodableException(
                        "a JP2 box runs past the end of its frame: the frame is truncated; send the object again");
            }
            if (type.equals(CODESTREAM)) {
                return Arrays.copyOfRange(in.array(), contents, (int) end);
            }
            if (PALETTES.contains(type)) {
                throw new UndecodableException(
                        "its JPEG 2000 codestream is wrapped in a JP2 file with a palette of its own,"
                                + " which DICOM does not allow; send the object in another transfer syntax");
            }
            in.position(type.equals(HEADER) ? contents : (int) end); // the header is a box of boxes
        }
        throw new UndecodableException("a JP2 file holds no codestream: the frame is truncated; send the object again");
    }

    private String type() {
        byte[] type = new byte[Integer.BYTES];
        in.get(type);
        return new String(type, StandardCharsets.ISO_8859_1);
    }
}
