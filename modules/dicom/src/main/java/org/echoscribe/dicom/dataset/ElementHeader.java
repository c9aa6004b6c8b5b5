package org.echoscribe.dicom.dataset;

import java.io.IOException;
import java.nio.ByteOrder;
import org.echoscribe.dicom.dataset.TransferSyntax.Encoding;

/**
 * What stands before a value: tag, VR and length (PS3.5 7.1).
 *
 * @param start offset of the tag
 * @param length of the value in bytes, or {@link #UNDEFINED}
 * @param knownVr false where explicit VR names two letters that the standard does not have
 */
record ElementHeader(long start, int tag, Vr vr, long length, boolean knownVr) {

    /** The length FFFFFFFFH, which says that delimiters end the value. */
    static final long UNDEFINED = 0xFFFF_FFFFL;

    boolean hasUndefinedLength() {
        return length == UNDEFINED;
    }

    /** Item, Item Delimitation Item or Sequence Delimitation Item, which never have a VR. */
    boolean isDelimiter() {
        return Tag.group(tag) == 0xFFFE;
    }

    /**
     * Reads the header at the window's position.
     *
     * @param signedPixels whether Pixel Representation is 1, for the dictionary
     */
    static ElementHeader read(ByteWindow in, Encoding encoding, boolean signedPixels) throws IOException {
        ByteOrder order = encoding.byteOrder();
        long start = in.position();
        int tag = in.tag(order);
        if (Tag.group(tag) == 0xFFFE) {
            return new ElementHeader(start, tag, Vr.UN, in.unsignedInt(order), true);
        }
        if (!encoding.explicitVr()) {
            return new ElementHeader(start, tag, Dictionary.vr(tag, signedPixels), in.unsignedInt(order), true);
        }
        int first = in.unsignedByte();
        int second = in.unsignedByte();
        Vr vr = Vr.of(first, second);
        if (vr == null) {
            return ofUnknownVr(in, order, start, tag);
        }
        if (!vr.longForm()) {
            return new ElementHeader(start, tag, vr, in.unsignedShort(order), true);
        }
        in.unsignedShort(order);
        return new ElementHeader(start, tag, vr, in.unsignedInt(order), true);
    }

    /**
     * A VR of the future has a 32-bit length behind two zero bytes (PS3.5 6.2); what broken writers put in place of an old
     * one is followed by a 16-bit length.
     */
    private static ElementHeader ofUnknownVr(ByteWindow in, ByteOrder order, long start, int tag) throws IOException {
        int shortLength = in.unsignedShort(order);
        if (shortLength != 0) {
            return new ElementHeader(start, tag, Vr.UN, shortLength, false);
        }
        return new ElementHeader(start, tag, Vr.UN, in.unsignedInt(order), false);
    }
}
