package org.echoscribe.imaging.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.FF_COMPLIANCE_STRICT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.io.IOException;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes a video picture by picture, in the order in which they are shown.
 *
 * <p>Damage is an error instead of being concealed, and the decoder waits as long as the standard allows for pictures that
 * are coded after one that is shown later, so that the order is right even where the bit stream does not say how far it is
 * mixed up. Holds one decoded picture and the references of the coding; not for use by several threads.
 */
final class VideoDecoder implements AutoCloseable {
    private final VideoPackets packets;
    private final VideoCoding coding;
    private final AVCodecContext context;
    private final AVPacket packet;
    private final AVFrame frame;
    private boolean opened;
    private boolean drained;

    /** @param packets closed with the decoder */
    VideoDecoder(VideoPackets packets, VideoCoding coding, DecodeLimits limits) {
        this.packets = packets;
        this.coding = coding;
        AVCodec codec = avcodec_find_decoder(coding.codecId());
        context = avcodec_alloc_context3(codec);
        context.thread_count(1);
        context.max_pixels(limits.maxPixelsPerFrame());
        context.err_recognition(AV_EF_EXPLODE);
        context.strict_std_compliance(FF_COMPLIANCE_STRICT);
        packet = av_packet_alloc();
        frame = av_frame_alloc();
    }

    /** The next picture, valid until the next call; empty at the end of the video. */
    Optional<AVFrame> next() throws IOException, UndecodableException {
        while (true) {
            if (opened) {
                int received = avcodec_receive_frame(context, frame);
                if (received == AVERROR_EOF()) {
                    return Optional.empty();
                }
                if (received >= 0) {
                    return Optional.of(whole(frame));
                }
                if (received != AVERROR_EAGAIN()) {
                    throw corrupt();
                }
            }
            feed();
        }
    }

    private void feed() throws IOException, UndecodableException {
        if (packets.next(packet)) {
            if (!opened) {
                open();
            }
            if (avcodec_send_packet(context, packet) < 0) {
                throw corrupt();
            }
        } else if (!opened || drained) {
            throw new UndecodableException("the pixel data holds no " + coding.title()
                    + " picture; send the object again, or in another transfer syntax");
        } else {
            drained = true;
            if (avcodec_send_packet(context, null) < 0) {
                throw corrupt();
            }
        }
    }

    private void open() throws UndecodableException {
        if (packets.parameters().isPresent()
                && avcodec_parameters_to_context(context, packets.parameters().get()) < 0) {
            throw corrupt();
        }
        if (avcodec_open2(context, context.codec(), (AVDictionary) null) < 0) {
            throw corrupt();
        }
        opened = true;
    }

    private AVFrame whole(AVFrame decoded) throws UndecodableException {
        if (decoded.decode_error_flags() != 0 || (decoded.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0) {
            throw corrupt();
        }
        return decoded;
    }

    private UndecodableException corrupt() {
        return new UndecodableException("the " + coding.title() + " video is corrupt");
    }

    @Override
    public void close() {
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(context);
        packets.close();
    }
}
