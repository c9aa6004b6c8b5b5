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

    DicomFormatException(String problem, long offset, int tag, String hint) {
        super("%s at byte %d, element %s. %s".formatted(problem, offset, Tag.toString(tag), hint));
        this.offset = offset;
        this.tag = Integer.toUnsignedLong(tag);
    }

    DicomFormatException(String problem, long offset, String hint) {
        super("%s at byte %d. %s".formatted(problem, offset, hint));
        this.offset = offset;
        this.tag = -1;
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
