package org.echoscribe.dicom.dataset;

import java.util.List;

/**
 * One data element: a tag, a value representation, and a value in one of the five forms below. Values read from a file
 * stay the bytes they were, so that a copy is identical; numbers are held little endian whatever the file's order was.
 */
public sealed interface Element {

    int tag();

    Vr vr();

    /** A value as it stood in the file, numbers in little endian order; never changed after construction. */
    record Bytes(int tag, Vr vr, byte[] value) implements Element {}

    /** Text set by the program, not yet bytes: it is encoded in the character set of the data set it is written with. */
    record Text(int tag, Vr vr, List<String> values) implements Element {
        public Text {
            values = List.copyOf(values);
        }
    }

    /**
     * A sequence of items.
     *
     * @param undefinedLength whether it was read with undefined length, which {@link SequenceLengths#AS_READ} keeps
     */
    record Sequence(int tag, List<Attributes> items, boolean undefinedLength) implements Element {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public Vr vr() {
            return Vr.SQ;
        }
    }

    /** Encapsulated pixel data inside an item, as icon images have it: the offset table first, then the fragments. */
    record Fragments(int tag, Vr vr, List<byte[]> fragments) implements Element {
        public Fragments {
            fragments = List.copyOf(fragments);
        }
    }

    /**
     * A value left where it is because it is larger than {@link ReadLimits#maxValueBytes()}: read it through
     * {@link DicomFile#openSource()}.
     *
     * @param offset of the value in bytes, in the file or in the inflated data set
     * @param length in bytes
     */
    record Located(int tag, Vr vr, long offset, long length) implements Element {}
}
