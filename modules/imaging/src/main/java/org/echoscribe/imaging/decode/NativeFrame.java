package org.echoscribe.imaging.decode;

import java.nio.ByteOrder;

/** Uncompressed frames and RLE segments to component planes, by what the header says (PS3.5 section 8, annex G). */
final class NativeFrame {

    private NativeFrame() {}

    /** Bytes of one uncompressed frame whose chroma is not subsampled. */
    static long bytes(ImageHeader header) {
        return (long) header.columns() * header.rows() * header.samplesPerPixel() * (header.bitsAllocated() / 8);
    }

    /**
     * The components of an uncompressed frame.
     *
     * @param frame {@link #bytes} of them
     * @param order of the two bytes of a 16-bit sample
     */
    static Components read(byte[] frame, ImageHeader header, ByteOrder order) {
        int pixels = header.columns() * header.rows();
        int samples = header.samplesPerPixel();
        int step = header.planar() ? 1 : samples;
        char[][] planes = new char[samples][pixels];
        for (int c = 0; c < samples; c++) {
            int at = header.planar() ? c * pixels : c;
            char[] plane = planes[c];
            for (int i = 0; i < pixels; i++, at += step) {
                plane[i] = header.bitsAllocated() == 8 ? (char) (frame[at] & 0xFF) : sample16(frame, 2 * at, order);
            }
        }
        return storedValues(planes, header);
    }

    /** Bytes of one uncompressed YBR_FULL_422 frame: two pixels share each chroma sample. */
    static long bytes422(ImageHeader header) {
        return 2L * header.columns() * header.rows();
    }

    /** The components of an uncompressed YBR_FULL_422 frame: Y Y Cb Cr for each two pixels of a row (PS3.3 C.7.6.3.1.2). */
    static Components read422(byte[] frame, ImageHeader header) throws UndecodableException {
        if (header.columns() % 2 != 0 || header.bitsAllocated() != 8 || header.planar()) {
            throw new UndecodableException("uncompressed YBR_FULL_422 of " + header.columns() + " columns, "
                    + header.bitsAllocated() + " bits and Planar Configuration " + (header.planar() ? 1 : 0)
                    + " is not defined");
        }
        int pixels = header.columns() * header.rows();
        char[][] planes = new char[3][pixels];
        for (int i = 0; i < pixels; i += 2) {
            planes[0][i] = (char) (frame[2 * i] & 0xFF);
            planes[0][i + 1] = (char) (frame[2 * i + 1] & 0xFF);
            for (int c = 1; c < 3; c++) {
                char chroma = (char) (frame[2 * i + 1 + c] & 0xFF);
                planes[c][i] = chroma;
                planes[c][i + 1] = chroma;
            }
        }
        return new Components(header.columns(), header.rows(), 8, planes);
    }

    /** The components of an RLE compressed frame. */
    static Components readRunLength(byte[] frame, ImageHeader header) throws UndecodableException {
        int pixels = header.columns() * header.rows();
        int sampleBytes = header.bitsAllocated() / 8;
        byte[][] segments = RunLengthDecoder.decode(frame, header.samplesPerPixel() * sampleBytes, pixels);
        char[][] planes = new char[header.samplesPerPixel()][pixels];
        for (int c = 0; c < planes.length; c++) {
            char[] plane = planes[c];
            for (int b = 0; b < sampleBytes; b++) {
                byte[] segment = segments[c * sampleBytes + b];
                for (int i = 0; i < pixels; i++) {
                    plane[i] = (char) (plane[i] << 8 | segment[i] & 0xFF);
                }
            }
        }
        return storedValues(planes, header);
    }

    private static char sample16(byte[] frame, int at, ByteOrder order) {
        int low = order == ByteOrder.LITTLE_ENDIAN ? at : at + 1;
        int high = order == ByteOrder.LITTLE_ENDIAN ? at + 1 : at;
        return (char) (frame[low] & 0xFF | (frame[high] & 0xFF) << 8);
    }

    /** Cuts the stored bits out of the allocated ones; signed values of monochrome samples are shifted above zero. */
    private static Components storedValues(char[][] planes, ImageHeader header) {
        int shift = header.highBit() + 1 - header.bitsStored();
        int mask = (1 << header.bitsStored()) - 1;
        boolean offset = header.signed() && header.photometricInterpretation().startsWith("MONOCHROME");
        int flip = offset ? 1 << (header.bitsStored() - 1) : 0;
        if (shift != 0 || flip != 0 || header.bitsStored() != header.bitsAllocated()) {
            for (char[] plane : planes) {
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = (char) (plane[i] >> shift & mask ^ flip);
                }
            }
        }
        return new Components(header.columns(), header.rows(), header.bitsStored(), planes);
    }
}
