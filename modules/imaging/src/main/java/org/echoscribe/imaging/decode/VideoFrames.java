package org.echoscribe.imaging.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.echoscribe.dicom.dataset.ByteAccess;
import org.echoscribe.dicom.dataset.PixelData;
import org.echoscribe.dicom.dataset.PixelData.Fragment;

/**
 * The pictures of a video (PS3.5 8.2.5 to 8.2.11): one bit stream, in a container or bare, in one or several fragments.
 *
 * <p>Pictures depend on each other, so a video is decoded from its start to the last picture asked for, on one thread.
 * Number of Frames (0028,0008) is not asked: the first {@link #DECODED_TO_COUNT} pictures are counted by decoding them,
 * because fields may come as two coded pictures, and the rest of a longer video by its coded pictures.
 *
 * @param fragments of the bit stream
 * @param count pictures in the order in which they are shown
 */
record VideoFrames(List<Fragment> fragments, VideoCoding coding, int count) implements ObjectFrames {
    /** More than a network samples from, so that what it samples does not hang on how coded pictures are cut. */
    private static final int DECODED_TO_COUNT = 64;

    /**
     * Counts the pictures.
     *
     * @param ffmpegProblem why FFmpeg cannot be used, if so
     */
    static VideoFrames locate(
            PixelData.Encapsulated pixels,
            VideoCoding coding,
            ByteAccess source,
            DecodeLimits limits,
            Supplier<Optional<String>> ffmpegProblem)
            throws IOException, UndecodableException {
        Optional<String> problem = ffmpegProblem.get();
        if (problem.isPresent()) {
            throw new UndecodableException("the pixel data is " + coding.title() + ": " + problem.get());
        }
        return new VideoFrames(pixels.fragments(), coding, counted(pixels.fragments(), coding, source, limits));
    }

    private static int counted(List<Fragment> fragments, VideoCoding coding, ByteAccess source, DecodeLimits limits)
            throws IOException, UndecodableException {
        int shown = 0;
        try (VideoDecoder decoder = open(fragments, coding, source, limits)) {
            while (shown < DECODED_TO_COUNT) {
                Optional<AVFrame> picture = decoder.next();
                if (picture.isEmpty()) {
                    return shown;
                }
                limits.requireSize(picture.get().width(), picture.get().height());
                shown++;
            }
        }
        int coded = 0;
        AVPacket packet = avcodec.av_packet_alloc();
        try (VideoPackets packets = new VideoPackets(new JoinedFragments(source, fragments), coding)) {
            while (packets.next(packet)) {
                limits.requireFrames(++coded);
            }
        } finally {
            avcodec.av_packet_free(packet);
        }
        return Math.max(shown, coded);
    }

    @Override
    public List<RgbFrame> decode(ByteAccess source, int[] indices, DecodeLimits limits, Executor executor)
            throws IOException, UndecodableException {
        List<RgbFrame> frames = new ArrayList<>();
        try (VideoDecoder decoder = open(fragments, coding, source, limits);
                PictureToRgb toRgb = new PictureToRgb()) {
            for (int at = 0; frames.size() < indices.length; at++) {
                Optional<AVFrame> picture = decoder.next();
                if (picture.isEmpty()) {
                    throw new UndecodableException("the " + coding.title() + " video ends after " + at + " of " + count
                            + " pictures; send the object again");
                }
                if (at == indices[frames.size()]) {
                    AVFrame shown = picture.get();
                    limits.requireMemory(shown.width(), shown.height(), indices.length);
                    frames.add(toRgb.convert(shown));
                }
            }
        }
        return DecodeFrames.ofOneSize(frames);
    }

    private static VideoDecoder open(
            List<Fragment> fragments, VideoCoding coding, ByteAccess source, DecodeLimits limits)
            throws IOException, UndecodableException {
        return new VideoDecoder(new VideoPackets(new JoinedFragments(source, fragments), coding), coding, limits);
    }
}
