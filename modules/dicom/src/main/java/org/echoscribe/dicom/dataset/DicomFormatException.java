package org.echoscribe.dicom.dataset;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The bytes are not the DICOM data set they should be. The message says what is wrong, where, and what to do; it never
 * holds a value of an element, because that could be a patient's name.
 */
public final class DicomFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    private final long offset;
    private final long tag;
    private final boolean endOfBytes;

    DicomFormatException(String problem, long offset, int tag, String hint) {
        super("%s at byte %d, element %s. %s".formatted(problem, offset, Tag.toString(tag), hint));
        this.offset = offset;
        this.tag = Integer.toUnsignedLong(tag);
        this.endOfBytes = false;
    }

    DicomFormatException(String problem, long offset, String hint) {
        this(problem, offset, hint, false);
    }

    private DicomFormatException(String problem, long offset, String hint, boolean endOfBytes) {
        super("%s at byte %d. %s".formatted(problem, offset, hint));
        this.offset = offset;
        this.tag = -1;
        this.endOfBytes = endOfBytes;
    }

    /** The bytes end where more must follow. */
    static DicomFormatException endOfBytes(long size) {
        return new DicomFormatException(
                "The data set ends too early", size, "It was cut; send or copy the object again.", true);
    }

    /** Whether more bytes could have mended it. */
    boolean isEndOfBytes() {
        return endOfBytes;
    }

    /** Where in the file (or, in a deflated file, in the inflated data set) the problem is. */
    public OptionalLong offset() {
        return OptionalLong.of(offset);
    }

    /** The element that is wrong, where one was being read. */
    public OptionalInt tag() {
        return tag < 0 ? OptionalInt.empty() : OptionalInt.of((int) tag);
    }
}
