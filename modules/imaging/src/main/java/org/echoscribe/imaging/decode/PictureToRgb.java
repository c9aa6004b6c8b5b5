package org.echoscribe.imaging.decode;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_FCC;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE240M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_BT2020;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_FCC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_SMPTE240M;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Video pictures to 8-bit RGB through FFmpeg's scaler, without scaling.
 *
 * <p>Matrix and range are those that the bit stream declares. Where it declares no matrix, pictures of more than 576 lines
 * are ITU-R BT.709 and smaller ones BT.601, as players assume; without a declared range, it is the narrow one of video.
 * The same on every processor: the scaler's variants that are not bit exact are switched off.
 */
final class PictureToRgb implements AutoCloseable {
    private static final int FLAGS =
            SWS_BILINEAR | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP;
    private static final int UNITY = 1 << 16;
    private static final int MOST_LINES_OF_STANDARD_DEFINITION = 576;

    private record Kind(int width, int height, int format, int matrix, boolean fullRange) {}

    private Kind kind = new Kind(0, 0, 0, 0, false);
    private Optional<SwsContext> scaler = Optional.empty();

    RgbFrame convert(AVFrame picture) throws UndecodableException {
        prepare(new Kind(
                picture.width(),
                picture.height(),
                picture.format(),
                matrix(picture),
                picture.color_range() == AVCOL_RANGE_JPEG));
        int stride = 3 * kind.width();
        byte[] rgb = new byte[stride * kind.height()];
        try (BytePointer target = new BytePointer((long) rgb.length + 64);
                PointerPointer<BytePointer> targets = new PointerPointer<>(4);
                IntPointer strides = new IntPointer(stride, 0, 0, 0)) {
            targets.put(0, target);
            sws_scale(scaler.orElseThrow(), picture.data(), picture.linesize(), 0, kind.height(), targets, strides);
            target.get(rgb);
        }
        return new RgbFrame(kind.width(), kind.height(), rgb);
    }

    private void prepare(Kind wanted) throws UndecodableException {
        if (wanted.equals(kind)) {
            return;
        }
        close();
        SwsContext made = sws_getContext(
                wanted.width(),
                wanted.height(),
                wanted.format(),
                wanted.width(),
                wanted.height(),
                AV_PIX_FMT_RGB24,
                FLAGS,
                null,
                null,
                (DoublePointer) null);
        if (made == null || made.isNull()) {
            throw new UndecodableException(
                    "the pictures of the video are in a pixel format that this version does not read");
        }
        sws_setColorspaceDetails(
                made,
                sws_getCoefficients(wanted.matrix()),
                wanted.fullRange() ? 1 : 0,
                sws_getCoefficients(SWS_CS_ITU601),
                1,
                0,
                UNITY,
                UNITY);
        scaler = Optional.of(made);
        kind = wanted;
    }

    private static int matrix(AVFrame picture) {
        int declared = picture.colorspace();
        if (declared == AVCOL_SPC_BT709) {
            return SWS_CS_ITU709;
        }
        if (declared == AVCOL_SPC_BT470BG || declared == AVCOL_SPC_SMPTE170M) {
            return SWS_CS_ITU601;
        }
        if (declared == AVCOL_SPC_FCC) {
            return SWS_CS_FCC;
        }
        if (declared == AVCOL_SPC_SMPTE240M) {
            return SWS_CS_SMPTE240M;
        }
        if (declared == AVCOL_SPC_BT2020_NCL || declared == AVCOL_SPC_BT2020_CL) {
            return SWS_CS_BT2020;
        }
        return picture.height() > MOST_LINES_OF_STANDARD_DEFINITION ? SWS_CS_ITU709 : SWS_CS_ITU601;
    }

    @Override
    public void close() {
        scaler.ifPresent(context -> sws_freeContext(context));
        scaler = Optional.empty();
    }
}
