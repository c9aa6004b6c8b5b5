package org.echoscribe.imaging.decode;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes 8-bit JPEG codestreams of the DCT processes through OpenCV, that is libjpeg-turbo.
 *
 * <p>Which colour space three components are in, the codestream decides as libjpeg does: by its JFIF or Adobe marker, then
 * by its component identifiers, else YCbCr. Photometric Interpretation is not asked: loops tagged RGB with YCbCr inside are
 * common.
 */
final class JpegDecoder {

    private JpegDecoder() {}

    /** A codestream of three components as interleaved RGB. */
    static byte[] decodeColour(byte[] codestream, CodestreamHeader header) throws UndecodableException {
        return decode(codestream, header, IMREAD_COLOR_RGB, 3);
    }

    /** A codestream of one component as its samples. */
    static Components decodeMonochrome(byte[] codestream, CodestreamHeader header) throws UndecodableException {
        byte[] samples = decode(codestream, header, IMREAD_GRAYSCALE, 1);
        char[] plane = new char[samples.length];
        for (int i = 0; i < samples.length; i++) {
            plane[i] = (char) (samples[i] & 0xFF);
        }
        return new Components(header.width(), header.height(), 8, new char[][] {plane});
    }

    private static byte[] decode(byte[] codestream, CodestreamHeader header, int mode, int channels)
            throws UndecodableException {
        try (PointerScope scope = new PointerScope();
                BytePointer bytes = new BytePointer(codestream);
                Mat encoded = new Mat(1, codestream.length, CV_8UC1, bytes);
                Mat decoded = imdecode(encoded, mode | IMREAD_IGNORE_ORIENTATION)) {
            if (decoded.empty()
                    || decoded.cols() != header.width()
                    || decoded.rows() != header.height()
                    || decoded.channels() != channels) {
                throw new UndecodableException("a JPEG codestream is corrupt");
            }
            byte[] samples = new byte[header.width() * header.height() * channels];
            decoded.data().get(samples);
            return samples;
        } catch (RuntimeException e) {
            throw new UndecodableException(
                    "a JPEG codestream is corrupt (" + e.getClass().getSimpleName() + ")");
        }
    }
}
