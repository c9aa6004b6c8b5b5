package org.echoscribe.imaging.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Frames compressed for tests. */
final class Encoded {

    private Encoded() {}

    /** A YCbCr 4:2:0 JPEG with JFIF marker, as libjpeg writes it. */
    static byte[] jpeg(byte[] rgb, int width, int height) {
        byte[] bgr = rgb.clone();
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 2] = rgb[i];
        }
        try (PointerScope scope = new PointerScope()) {
            BytePointer encoded = new BytePointer();
            Mat picture = new Mat(height, width, opencv_core.CV_8UC3, new BytePointer(bgr));
            opencv_imgcodecs.imencode(
                    ".jpg", picture, encoded, new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 100));
            byte[] codestream = new byte[(int) encoded.limit()];
            encoded.get(codestream);
            return codestream;
        }
    }

    /** The same codestream without its JFIF marker. */
    static byte[] withoutJfif(byte[] jpeg) {
        int length = 2 + ((jpeg[4] & 0xFF) << 8 | jpeg[5] & 0xFF);
        ByteArrayOutputStream stripped = new ByteArrayOutputStream();
        stripped.write(jpeg, 0, 2);
        stripped.write(jpeg, 2 + length, jpeg.length - 2 - length);
        return stripped.toByteArray();
    }

    /** One RLE frame of the given segments; the packing mixes runs and literals. */
    static byte[] rle(byte[]... segments) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        ByteBuffer header =
                ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putInt(segments.length);
        for (byte[] segment : segments) {
            header.putInt(64 + packed.size());
            pack(segment, packed);
            if (packed.size() % 2 != 0) {
                packed.write(0);
            }
        }
        byte[] body = packed.toByteArray();
        byte[] frame = Arrays.copyOf(header.array(), 64 + body.length);
        System.arraycopy(body, 0, frame, 64, body.length);
        return frame;
    }

    private static void pack(byte[] segment, ByteArrayOutputStream packed) {
        int at = 0;
        while (at < segment.length) {
            int run = 1;
            while (at + run < segment.length && run < 128 && segment[at + run] == segment[at]) {
                run++;
            }
            if (run > 1) {
                packed.write(1 - run);
                packed.write(segment[at]);
                at += run;
            } else {
                int literal = 1;
                while (at + literal < segment.length
                        && literal < 128
                        && segment[at + literal] != segment[at + literal - 1]) {
                    literal++;
                }
                packed.write(literal - 1);
                packed.write(segment, at, literal);
                at += literal;
            }
        }
    }

    /** Cuts bytes into pieces of at most {@code size}. */
    static List<byte[]> pieces(byte[] bytes, int size) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += size) {
            pieces.add(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
        }
        return pieces;
    }
}
