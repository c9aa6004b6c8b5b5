package org.echoscribe.dicom.dataset;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Writes the element Pixel Data (7FE0,0010): native (PS3.5 8.1.1) or encapsulated (PS3.5 A.4). */
final class PixelDataEncoder {

    private final DataSetEncoder encoder;
    private final TransferSyntax syntax;
    private final OutputStream stream;

    PixelDataEncoder(DataSetEncoder encoder, TransferSyntax syntax, OutputStream stream) {
        this.encoder = encoder;
        this.syntax = syntax;
        this.stream = stream;
    }

    void writeNative(PixelContent.Native pixels) throws IOException {
        requireEncapsulated(false);
        long padded = pixels.length() + pixels.length() % 2;
        Vr vr = syntax.explicitVr() ? pixels.vr() : Vr.OW;
        encoder.writeHeader(Tag.PixelData, vr, requireShort(padded), stream);
        boolean swaps = syntax.byteOrder() == ByteOrder.BIG_ENDIAN && vr == Vr.OW;
        CountingStream counted = new CountingStream(stream, swaps);
        pixels.body().writeTo(counted);
        if (counted.count != pixels.length()) {
            throw new IOException("Pixel data of %d bytes was announced, %d bytes were written"
                    .formatted(pixels.length(), counted.count));
        }
        if (pixels.length() % 2 != 0) {
            counted.write(0);
        }
    }

    void writeFrames(PixelContent.Frames content) throws IOException {
        requireEncapsulated(true);
        List<byte[]> frames = content.frames();
        encoder.writeHeader(Tag.PixelData, Vr.OB, ElementHeader.UNDEFINED, stream);
        writeOffsetTable(frames);
        for (byte[] frame : frames) {
            encoder.writeItemHeader(Tag.Item, even(frame.length), stream);
            stream.write(frame);
            if (frame.length % 2 != 0) {
                stream.write(0);
            }
        }
        encoder.writeItemHeader(Tag.SequenceDelimitationItem, 0, stream);
    }

    private void writeOffsetTable(List<byte[]> frames) throws IOException {
        long total = frames.stream().mapToLong(frame -> 8 + even(frame.length)).sum();
        if (total > 0xFFFF_FFFFL) {
            encoder.writeItemHeader(Tag.Item, 0, stream);
            return;
        }
        ByteBuffer table = ByteBuffer.allocate(4 * frames.size()).order(ByteOrder.LITTLE_ENDIAN);
        long offset = 0;
        for (byte[] frame : frames) {
            table.putInt((int) offset);
            offset += 8 + even(frame.length);
        }
        encoder.writeItemHeader(Tag.Item, table.capacity(), stream);
        stream.write(table.array());
    }

    /** Writes pixel data of a file that is open, whose numbers have this order. */
    void writeCopy(PixelData data, ByteOrder order, ByteAccess access) throws IOException {
        switch (data) {
            case PixelData.Native pixels -> {
                requireEncapsulated(false);
                Vr vr = syntax.explicitVr() ? pixels.vr() : Vr.OW;
                encoder.writeHeader(Tag.PixelData, vr, requireShort(even(pixels.length())), stream);
                int unitBytes = pixels.vr().unitBytes();
                encoder.copySwapped(access, pixels.offset(), pixels.length(), order, unitBytes, stream);
                if (pixels.length() % 2 != 0) {
                    stream.write(0);
                }
            }
            case PixelData.Encapsulated pixels -> {
                requireEncapsulated(true);
                writeFragments(pixels, access);
            }
        }
    }

    private void writeFragments(PixelData.Encapsulated pixels, ByteAccess access) throws IOException {
        encoder.writeHeader(Tag.PixelData, pixels.vr(), ElementHeader.UNDEFINED, stream);
        ByteBuffer table = ByteBuffer.allocate(4 * pixels.basicOffsetTable().size());
        pixels.basicOffsetTable()
                .forEach(offset -> table.order(ByteOrder.LITTLE_ENDIAN).putInt(offset.intValue()));
        encoder.writeItemHeader(Tag.Item, table.capacity(), stream);
        stream.write(table.array());
        for (PixelData.Fragment fragment : pixels.fragments()) {
            encoder.writeItemHeader(Tag.Item, even(fragment.length()), stream);
            access.copy(fragment.offset(), fragment.length(), stream);
            if (fragment.length() % 2 != 0) {
                stream.write(0);
            }
        }
        encoder.writeItemHeader(Tag.SequenceDelimitationItem, 0, stream);
    }

    private void requireEncapsulated(boolean encapsulated) {
        if (syntax.encapsulated() != encapsulated) {
            throw new IllegalArgumentException("%s pixel data cannot be written in transfer syntax %s"
                    .formatted(encapsulated ? "Encapsulated" : "Native", syntax.name()));
        }
    }

    private static long requireShort(long length) {
        if (length >= ElementHeader.UNDEFINED) {
            throw new IllegalArgumentException("Native pixel data of %d bytes passes 4 GiB".formatted(length));
        }
        return length;
    }

    private static long even(long length) {
        return length + length % 2;
    }

    /** Counts what is written and swaps the bytes of 16-bit words for big endian. */
    private static final class CountingStream extends FilterOutputStream {
        private final boolean swaps;
        private long count;
        private int held = -1;

        CountingStream(OutputStream stream, boolean swaps) {
            super(stream);
            this.swaps = swaps;
        }

        @Override
        public void write(int value) throws IOException {
            count++;
            if (!swaps) {
                out.write(value);
            } else if (held < 0) {
                held = value & 0xFF;
            } else {
                out.write(value);
                out.write(held);
                held = -1;
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!swaps) {
                out.write(bytes, offset, length);
                count += length;
                return;
            }
            for (int index = offset; index < offset + length; index++) {
                write(bytes[index]);
            }
        }
    }
}
