package org.echoscribe.imaging.decode;

/** The bytes of a codestream, read one after the other; every read is checked against the end. */
final class CodestreamBytes {
    private final byte[] bytes;
    private int at;

    CodestreamBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Where the next byte is read. */
    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    void skip(int count) {
        at += count;
    }

    /** A two-byte marker, FF and another byte, behind any number of fill bytes FF. */
    int marker() throws UndecodableException {
        int marker = unsignedShort();
        while (marker == 0xFFFF) {
            marker = 0xFF00 | unsignedByte();
        }
        if (marker < 0xFF00) {
            throw new UndecodableException("a codestream's header is corrupt: %04XH is no marker".formatted(marker));
        }
        return marker;
    }

    int unsignedByte() throws UndecodableException {
        if (at >= bytes.length) {
            throw new UndecodableException("a codestream ends within its header: the frame is truncated");
        }
        return bytes[at++] & 0xFF;
    }

    int unsignedShort() throws UndecodableException {
        return unsignedByte() << 8 | unsignedByte();
    }

    long unsignedInt() throws UndecodableException {
        return (long) unsignedShort() << 16 | unsignedShort();
    }
}
