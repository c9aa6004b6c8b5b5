package org.echoscribe.imaging.decode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.echoscribe.dicom.dataset.ByteAccess;
import org.echoscribe.dicom.dataset.DicomFormatException;
import org.echoscribe.dicom.dataset.PixelData.Fragment;

/** The fragments of a video as the one bit stream that they were cut from, read where they lie. */
final class JoinedFragments {
    private final ByteAccess source;
    private final List<Fragment> fragments;
    private final long[] starts;

    JoinedFragments(ByteAccess source, List<Fragment> fragments) {
        this.source = source;
        this.fragments = List.copyOf(fragments);
        this.starts = new long[fragments.size() + 1];
        for (int i = 0; i < fragments.size(); i++) {
            starts[i + 1] = starts[i] + fragments.get(i).length();
        }
    }

    /** Bytes in all. */
    long size() {
        return starts[starts.length - 1];
    }

    /**
     * Some of the bytes from {@code position} on: at least one, at most {@code most}; none at the end.
     *
     * @throws DicomFormatException if the source ends before the fragments do
     */
    byte[] read(long position, int most) throws IOException {
        if (position < 0 || position >= size() || most < 1) {
            return new byte[0];
        }
        int fragment = fragmentAt(position);
        long within = position - starts[fragment];
        int length = (int) Math.min(most, fragments.get(fragment).length() - within);
        return source.read(fragments.get(fragment).offset() + within, length);
    }

    /** The first bytes, as many as asked or all. */
    byte[] start(int bytes) throws IOException {
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(bytes, size()));
        while (start.hasRemaining()) {
            start.put(read(start.position(), start.remaining()));
        }
        return start.array();
    }

    private int fragmentAt(long position) {
        int low = 0;
        int high = fragments.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
