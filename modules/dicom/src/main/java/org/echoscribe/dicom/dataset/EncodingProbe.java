package org.echoscribe.dicom.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.echoscribe.dicom.dataset.TransferSyntax.Encoding;

/**
 * Tells which encoding a data set really has, from its first elements: some files declare one and hold another, and some
 * declare none.
 */
final class EncodingProbe {

    private static final int ELEMENTS_LOOKED_AT = 6;

    private EncodingProbe() {}

    /**
     * The declared encoding, unless the bytes cannot be that and can be exactly one other.
     *
     * @param in positioned at the data set; is there again afterwards
     */
    static Encoding actual(ByteWindow in, Encoding declared) throws IOException {
        if (isPlausible(in, declared, false)) {
            return declared;
        }
        List<Encoding> others = plausible(in);
        return others.size() == 1 ? others.getFirst() : declared;
    }

    private static List<Encoding> plausible(ByteWindow in) throws IOException {
        List<Encoding> found = new ArrayList<>();
        for (Encoding encoding : Encoding.values()) {
            if (isPlausible(in, encoding)) {
                found.add(encoding);
            }
        }
        return found;
    }

    /** Whether the first elements are of a group that data sets start with, ascend, and have VRs and lengths that fit. */
    static boolean isPlausible(ByteWindow in, Encoding encoding) throws IOException {
        return isPlausible(in, encoding, true);
    }

    private static boolean isPlausible(ByteWindow in, Encoding encoding, boolean usualStart) throws IOException {
        long start = in.position();
        try {
            long previous = -1;
            for (int count = 0; count < ELEMENTS_LOOKED_AT && in.left() > 0; count++) {
                if (in.left() < 8) {
                    return count > 0;
                }
                ElementHeader header = ElementHeader.read(in, encoding, false);
                boolean ascends = Integer.toUnsignedLong(header.tag()) > previous;
                boolean strange = usualStart && isStrangeStart(header, previous);
                if (!ascends || !header.knownVr() || header.isDelimiter() || strange) {
                    return false;
                }
                if (header.tag() == Tag.PixelData || header.hasUndefinedLength() && mayBeUndefined(header.vr())) {
                    return true;
                }
                if (header.length() > in.left()) {
                    return false;
                }
                previous = Integer.toUnsignedLong(header.tag());
                in.seek(in.position() + header.length());
            }
            return true;
        } catch (DicomFormatException e) {
            return false;
        } finally {
            in.seek(start);
        }
    }

    /** Data sets start with group 0008, or 0004 in directories, or 0002 in a file's header, or 0000 in commands. */
    private static boolean isStrangeStart(ElementHeader header, long previous) {
        return previous < 0 && Tag.group(header.tag()) > 0x0010;
    }

    private static boolean mayBeUndefined(Vr vr) {
        return vr == Vr.SQ || vr == Vr.UN || vr == Vr.OB || vr == Vr.OW;
    }
}
