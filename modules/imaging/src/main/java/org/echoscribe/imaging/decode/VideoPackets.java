package org.echoscribe.imaging.decode;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/**
 * The coded pictures of a video, taken out of its container one after the other.
 *
 * <p>FFmpeg gets the bytes from here and opens nothing by itself: one reader, named by the container that was recognised,
 * no protocol, and only the first stream of the expected coding.
 */
final class VideoPackets implements AutoCloseable {
    private static final int MOST_STREAMS = 16;

    private final VideoCoding coding;
    private final VideoInput input;
    private final AVFormatContext format;
    private int stream = -1;

    VideoPackets(JoinedFragments video, VideoCoding coding) throws IOException, UndecodableException {
        this.coding = coding;
        String demuxer = VideoContainer.of(video.start(VideoContainer.PROBED_BYTES), coding)
                .demuxer(coding);
        input = new VideoInput(video);
        format = avformat_alloc_context();
        format.pb(input.context());
        format.flags(format.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO);
        format.max_streams(MOST_STREAMS);
        AVDictionary bounds = new AVDictionary(null);
        av_dict_set(bounds, "format_whitelist", demuxer, 0);
        av_dict_set(bounds, "codec_whitelist", coding.codec(), 0);
        av_dict_set(bounds, "protocol_whitelist", "none", 0);
        int opened = avformat_open_input(format, (String) null, av_find_input_format(demuxer), bounds);
        av_dict_free(bounds);
        if (opened < 0) {
            format.setNull(); // FFmpeg frees the context that it fails to open
            close();
            input.rethrow();
            throw new UndecodableException(
                    "the " + coding.title() + " video cannot be opened: its container is corrupt");
        }
    }

    /** Reads the next coded picture into {@code packet}; false at the end of the video. */
    boolean next(AVPacket packet) throws IOException, UndecodableException {
        while (true) {
            av_packet_unref(packet);
            int read = av_read_frame(format, packet);
            input.rethrow();
            if (read == AVERROR_EOF()) {
                return false;
            }
            if (read < 0) {
                throw new UndecodableException("the " + coding.title() + " video is corrupt or cut");
            }
            if (isOfTheVideo(packet)) {
                return true;
            }
        }
    }

    /** What the container says about the stream; empty before the first picture was read. */
    Optional<AVCodecParameters> parameters() {
        return stream < 0
                ? Optional.empty()
                : Optional.of(format.streams(stream).codecpar());
    }

    private boolean isOfTheVideo(AVPacket packet) {
        int index = packet.stream_index();
        if (stream < 0 && format.streams(index).codecpar().codec_id() == coding.codecId()) {
            stream = index;
        }
        return index == stream;
    }

    @Override
    public void close() {
        if (!format.isNull()) {
            avformat_close_input(format);
        }
        input.close();
    }
}
