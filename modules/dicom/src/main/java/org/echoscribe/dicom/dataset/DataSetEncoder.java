package org.echoscribe.dicom.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.util.Optional;
import org.echoscribe.dicom.dataset.TransferSyntax.Encoding;

/**
 * Encodes elements (PS3.5 section 7). The bytes of an item are made before its header, so that the length is known;
 * values left in a file are copied from there.
 */
final class DataSetEncoder {

    private static final long LONGEST_SHORT_FORM = 0xFFFF;

    private final Encoding encoding;
    private final SequenceLengths lengths;
    private final Optional<LocatedBytes> located;

    /** The open file that located values are in, and its byte order. */
    record LocatedBytes(ByteAccess access, ByteOrder order) {}

    DataSetEncoder(Encoding encoding, SequenceLengths lengths, Optional<LocatedBytes> located) {
        this.encoding = encoding;
        this.lengths = lengths;
        this.located = located;
    }

    /** Writes elements with tags of at least {@code from} and below {@code to}, as unsigned numbers. */
    void write(Attributes dataSet, long from, long to, OutputStream stream) throws IOException {
        for (Element element : dataSet.elements()) {
            long tag = Integer.toUnsignedLong(element.tag());
            boolean staleLength = Tag.isGroupLength(element.tag()) && lengths != SequenceLengths.AS_READ;
            if (tag >= from && tag < to && !staleLength) {
                write(element, dataSet, stream);
            }
        }
    }

    private void write(Element element, Attributes scope, OutputStream stream) throws IOException {
        switch (element) {
            case Element.Sequence sequence -> writeSequence(sequence, stream);
            case Element.Fragments fragments -> writeFragments(fragments, stream);
            case Element.Located value -> writeLocated(value, stream);
            case Element.Bytes _, Element.Text _ -> writeValue(element, EncodedValue.padded(element, scope), stream);
        }
    }

    private void writeValue(Element element, byte[] value, OutputStream stream) throws IOException {
        Vr written = writeHeader(element.tag(), element.vr(), value.length, stream);
        boolean swaps = encoding.byteOrder() == ByteOrder.BIG_ENDIAN && written.unitBytes() > 1;
        stream.write(swaps ? ByteSwap.swap(value.clone(), written.unitBytes()) : value);
    }

    private void writeSequence(Element.Sequence sequence, OutputStream stream) throws IOException {
        if (isUndefined(sequence.undefinedLength())) {
            writeHeader(sequence.tag(), Vr.SQ, ElementHeader.UNDEFINED, stream);
            writeItems(sequence, stream);
            writeItemHeader(Tag.SequenceDelimitationItem, 0, stream);
            return;
        }
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        writeItems(sequence, items);
        writeHeader(sequence.tag(), Vr.SQ, items.size(), stream);
        items.writeTo(stream);
    }

    private void writeItems(Element.Sequence sequence, OutputStream stream) throws IOException {
        for (Attributes item : sequence.items()) {
            if (isUndefined(item.undefinedLength())) {
                writeItemHeader(Tag.Item, ElementHeader.UNDEFINED, stream);
                write(item, 0, Long.MAX_VALUE, stream);
                writeItemHeader(Tag.ItemDelimitationItem, 0, stream);
            } else {
                ByteArrayOutputStream elements = new ByteArrayOutputStream();
                write(item, 0, Long.MAX_VALUE, elements);
                writeItemHeader(Tag.Item, elements.size(), stream);
                elements.writeTo(stream);
            }
        }
    }

    private boolean isUndefined(boolean asRead) {
        return switch (lengths) {
            case DEFINED -> false;
            case UNDEFINED -> true;
            case AS_READ -> asRead;
        };
    }

    private void writeFragments(Element.Fragments fragments, OutputStream stream) throws IOException {
        writeHeader(fragments.tag(), fragments.vr(), ElementHeader.UNDEFINED, stream);
        for (byte[] fragment : fragments.fragments()) {
            writeItemHeader(Tag.Item, fragment.length, stream);
            stream.write(fragment);
        }
        writeItemHeader(Tag.SequenceDelimitationItem, 0, stream);
    }

    private void writeLocated(Element.Located value, OutputStream stream) throws IOException {
        LocatedBytes from = located.orElseThrow(() -> new IllegalArgumentException(
                Tag.toString(value.tag()) + " was left in its file: write it as PixelContent.CopyOf that file"));
        Vr written = writeHeader(value.tag(), value.vr(), value.length() + value.length() % 2, stream);
        copySwapped(from.access, value.offset(), value.length(), from.order, written.unitBytes(), stream);
        if (value.length() % 2 != 0) {
            stream.write(value.vr().padding());
        }
    }

    /** Copies numbers from a file, into the byte order of this encoding. */
    void copySwapped(ByteAccess access, long offset, long length, ByteOrder order, int unitBytes, OutputStream stream)
            throws IOException {
        if (order == encoding.byteOrder() || unitBytes == 1) {
            access.copy(offset, length, stream);
            return;
        }
        for (long done = 0; done < length; ) {
            byte[] piece = access.read(offset + done, (int) Math.min(length - done, 1 << 16));
            stream.write(ByteSwap.swap(piece, unitBytes));
            done += piece.length;
        }
    }

    /** Writes tag, VR and length; answers the VR, which is UN where the length does not fit the VR's 16 bits. */
    Vr writeHeader(int tag, Vr vr, long length, OutputStream stream) throws IOException {
        writeShort(Tag.group(tag), stream);
        writeShort(Tag.element(tag), stream);
        if (!encoding.explicitVr()) {
            writeInt(length, stream);
            return vr;
        }
        Vr written = !vr.longForm() && length > LONGEST_SHORT_FORM ? Vr.UN : vr;
        stream.write(written.name().charAt(0));
        stream.write(written.name().charAt(1));
        if (written.longForm()) {
            writeShort(0, stream);
            writeInt(length, stream);
        } else {
            writeShort((int) length, stream);
        }
        return written;
    }

    void writeItemHeader(int tag, long length, OutputStream stream) throws IOException {
        writeShort(Tag.group(tag), stream);
        writeShort(Tag.element(tag), stream);
        writeInt(length, stream);
    }

    private void writeShort(int value, OutputStream stream) throws IOException {
        boolean little = encoding.byteOrder() == ByteOrder.LITTLE_ENDIAN;
        stream.write(little ? value : value >>> 8);
        stream.write(little ? value >>> 8 : value);
    }

    private void writeInt(long value, OutputStream stream) throws IOException {
        boolean little = encoding.byteOrder() == ByteOrder.LITTLE_ENDIAN;
        writeShort((int) (little ? value : value >>> 16) & 0xFFFF, stream);
        writeShort((int) (little ? value >>> 16 : value) & 0xFFFF, stream);
    }
}
