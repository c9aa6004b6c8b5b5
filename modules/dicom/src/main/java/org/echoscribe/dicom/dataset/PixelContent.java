package org.echoscribe.dicom.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Pixel data to be written. */
public sealed interface PixelContent {

    /** Writes the bytes of native pixel data. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream stream) throws IOException;
    }

    /**
     * Uncompressed pixel data, streamed.
     *
     * @param vr OB or OW
     * @param length in bytes; the writer adds the padding byte of an odd length
     * @param body writes exactly that many bytes, 16-bit words little endian whatever the transfer syntax
     */
    record Native(Vr vr, long length, Body body) implements PixelContent {
        /** Pixel data held in memory. */
        public static Native of(Vr vr, byte[] bytes) {
            return new Native(vr, bytes.length, stream -> stream.write(bytes));
        }
    }

    /**
     * Compressed frames, written as one fragment each behind a basic offset table (empty where the offsets pass 32 bits).
     *
     * @param frames one codestream each
     */
    record Frames(List<byte[]> frames) implements PixelContent {
        public Frames {
            frames = List.copyOf(frames);
        }
    }

    /** The pixel data of a file that was read, fragments and offset table unchanged. */
    record CopyOf(DicomFile file) implements PixelContent {}
}
