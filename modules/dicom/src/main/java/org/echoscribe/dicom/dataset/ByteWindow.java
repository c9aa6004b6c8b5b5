package org.echoscribe.dicom.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads a byte source through a small buffer, forwards, with jumps: a header costs a few reads whatever its number of
 * elements, and a jump over pixel data costs none of it.
 */
final class ByteWindow {

    /** First read after a jump: enough for one item header and a little more. */
    private static final int SMALLEST = 512;

    private static final int LARGEST = 1 << 16;

    private final ByteAccess source;
    private final long size;
    private ByteBuffer window = ByteBuffer.allocate(SMALLEST).limit(0);
    private long windowStart;
    private int nextFill = SMALLEST;

    ByteWindow(ByteAccess source) throws IOException {
        this.source = source;
        this.size = source.size();
    }

    long position() {
        return windowStart + window.position();
    }

    /** Size of the source in bytes. */
    long size() {
        return size;
    }

    /** Bytes from here to the end of the source. */
    long left() {
        return size - position();
    }

    void seek(long position) {
        long inWindow = position - windowStart;
        if (inWindow >= 0 && inWindow <= window.limit()) {
            window.position((int) inWindow);
        } else {
            windowStart = position;
            window.position(0).limit(0);
            nextFill = SMALLEST;
        }
    }

    int unsignedShort(ByteOrder order) throws IOException {
        require(2);
        return window.order(order).getShort() & 0xFFFF;
    }

    long unsignedInt(ByteOrder order) throws IOException {
        require(4);
        return Integer.toUnsignedLong(window.order(order).getInt());
    }

    int tag(ByteOrder order) throws IOException {
        int group = unsignedShort(order);
        return Tag.of(group, unsignedShort(order));
    }

    int unsignedByte() throws IOException {
        require(1);
        return window.get() & 0xFF;
    }

    /** The next bytes; the caller has checked the length against its limits. */
    byte[] bytes(int length) throws IOException {
        if (length > left()) {
            throw ended();
        }
        byte[] bytes = new byte[length];
        if (length <= window.remaining()) {
            window.get(bytes);
            return bytes;
        }
        ByteBuffer target = ByteBuffer.wrap(bytes);
        long start = position();
        target.put(window);
        if (source.read(start + target.position(), target) < length - (int) (position() - start)) {
            throw ended();
        }
        windowStart = start + length;
        window.position(0).limit(0);
        return bytes;
    }

    private void require(int bytes) throws IOException {
        if (window.remaining() >= bytes) {
            return;
        }
        long start = position();
        if (size - start < bytes) {
            throw ended();
        }
        window = ByteBuffer.allocate(nextFill);
        nextFill = Math.min(nextFill * 4, LARGEST);
        windowStart = start;
        source.read(start, window);
        window.flip();
        if (window.remaining() < bytes) {
            throw ended();
        }
    }

    private DicomFormatException ended() {
        return DicomFormatException.endOfBytes(size);
    }
}
