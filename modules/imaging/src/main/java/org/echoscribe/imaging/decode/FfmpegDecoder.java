package org.echoscribe.imaging.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_JPEG2000;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_JPEGLS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.echoscribe.imaging.decode.CodestreamHeader.Coding;

/**
 * Decodes single-frame codestreams through FFmpeg: JPEG-LS, JPEG 2000 and JPEG of 12 bits.
 *
 * <p>FFmpeg describes each of its pixel formats by where the components lie, so one loop reads them all. Samples of an
 * uneven number of bits come left-aligned in wider ones and are shifted back.
 */
final class FfmpegDecoder {

    private FfmpegDecoder() {}

    static Components decode(byte[] codestream, CodestreamHeader header) throws UndecodableException {
        int codecId = switch (header.coding()) {
            case JPEG_DCT -> AV_CODEC_ID_MJPEG;
            case JPEG_LS -> AV_CODEC_ID_JPEGLS;
            case JPEG_2000 -> AV_CODEC_ID_JPEG2000;
            case HTJ2K, JPEG_LS_OF_CHARLS, JPEG_LOSSLESS ->
                throw new IllegalArgumentException("FFmpeg does not decode " + header.coding());
        };
        AVCodec codec = avcodec_find_decoder(codecId);
        AVCodecContext context = avcodec_alloc_context3(codec);
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        try (PointerScope scope = new PointerScope();
                BytePointer bytes =
                        new BytePointer(Arrays.copyOf(codestream, codestream.length + AV_INPUT_BUFFER_PADDING_SIZE))) {
            context.thread_count(1);
            context.err_recognition(AV_EF_EXPLODE);
            check(avcodec_open2(context, codec, (AVDictionary) null), header);
            packet.data(bytes);
            packet.size(codestream.length);
            check(avcodec_send_packet(context, packet), header);
            check(avcodec_receive_frame(context, frame), header);
            if (frame.width() != header.width()
                    || frame.height() != header.height()
                    || frame.decode_error_flags() != 0) {
                throw corrupt(header);
            }
            return components(frame, header);
        } finally {
            av_frame_free(frame);
            av_packet_free(packet);
            avcodec_free_context(context);
        }
    }

    private static Components components(AVFrame frame, CodestreamHeader header) throws UndecodableException {
        AVPixFmtDescriptor format = av_pix_fmt_desc_get(frame.format());
        int count = format.nb_components();
        if (count < header.components() || (format.flags() & AV_PIX_FMT_FLAG_BE) != 0) {
            throw new UndecodableException(
                    "the " + header.coding() + " codestream of the object decodes to the pixel format "
                            + format.name().getString() + ", which this version does not read");
        }
        char[][] planes = new char[header.components()][];
        for (int c = 0; c < planes.length; c++) {
            AVComponentDescriptor where = component(format, c, header);
            boolean chroma = c == 1 || c == 2;
            int subX = chroma ? format.log2_chroma_w() : 0;
            int subY = chroma ? format.log2_chroma_h() : 0;
            if (header.coding() == Coding.JPEG_DCT && subX + subY > 0) {
                int columns = (frame.width() + (1 << subX) - 1) >> subX;
                int rows = (frame.height() + (1 << subY) - 1) >> subY;
                char[] samples = plane(frame, where, columns, rows, header.precision(), 0, 0);
                planes[c] = new SubsampledPlane(columns, rows, samples).enlarged(frame.width(), frame.height());
            } else {
                planes[c] = plane(frame, where, frame.width(), frame.height(), header.precision(), subX, subY);
            }
        }
        return new Components(frame.width(), frame.height(), header.precision(), planes);
    }

    /** Where a component lies. RGB of 12-bit JPEG lies in the order of its planes, whatever FFmpeg's pixel format says. */
    private static AVComponentDescriptor component(AVPixFmtDescriptor format, int component, CodestreamHeader header) {
        if (header.coding() == Coding.JPEG_DCT) {
            for (int c = 0; c < format.nb_components(); c++) {
                if (format.comp(c).plane() == component) {
                    return format.comp(c);
                }
            }
        }
        return format.comp(component);
    }

    private static char[] plane(
            AVFrame frame, AVComponentDescriptor where, int width, int height, int precision, int subX, int subY) {
        int stride = frame.linesize(where.plane());
        BytePointer data = frame.data(where.plane());
        int columns = (width + (1 << subX) - 1) >> subX;
        int sampleBytes = where.depth() > 8 ? 2 : 1;
        byte[] row = new byte[(columns - 1) * where.step() + where.offset() + sampleBytes];
        int down = where.shift() + Math.max(0, where.depth() - precision);
        char[] plane = new char[width * height];
        for (int y = 0; y < height; y++) {
            data.position((long) (y >> subY) * stride).get(row);
            for (int x = 0; x < width; x++) {
                int at = (x >> subX) * where.step() + where.offset();
                int sample = sampleBytes == 1 ? row[at] & 0xFF : row[at] & 0xFF | (row[at + 1] & 0xFF) << 8;
                plane[y * width + x] = (char) (sample >> down);
            }
        }
        return plane;
    }

    private static void check(int code, CodestreamHeader header) throws UndecodableException {
        if (code < 0) {
            throw corrupt(header);
        }
    }

    private static UndecodableException corrupt(CodestreamHeader header) {
        return new UndecodableException("a " + header.coding() + " codestream is corrupt");
    }
}
