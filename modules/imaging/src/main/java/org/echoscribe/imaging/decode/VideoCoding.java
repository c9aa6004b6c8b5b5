package org.echoscribe.imaging.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG2VIDEO;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.echoscribe.dicom.dataset.TransferSyntax;

/** The video codings that DICOM carries (PS3.5 8.2.5 to 8.2.11). */
enum VideoCoding {
    MPEG_2("MPEG-2", AV_CODEC_ID_MPEG2VIDEO, "mpeg2video", "mpegvideo"),
    H_264("MPEG-4 AVC/H.264", AV_CODEC_ID_H264, "h264", "h264"),
    HEVC("HEVC/H.265", AV_CODEC_ID_HEVC, "hevc", "hevc");

    private static final Map<TransferSyntax, VideoCoding> BY_SYNTAX = Stream.of(Map.of(
                    TransferSyntax.Mpeg2MainProfileMainLevel, MPEG_2,
                    TransferSyntax.Mpeg2MainProfileHighLevel, MPEG_2,
                    TransferSyntax.Mpeg4HighProfileLevel41, H_264,
                    TransferSyntax.Mpeg4BdCompatibleHighProfileLevel41, H_264,
                    TransferSyntax.Mpeg4HighProfileLevel42For2d, H_264,
                    TransferSyntax.Mpeg4HighProfileLevel42For3d, H_264,
                    TransferSyntax.Mpeg4StereoHighProfileLevel42, H_264,
                    TransferSyntax.HevcMainProfileLevel51, HEVC,
                    TransferSyntax.HevcMain10ProfileLevel51, HEVC))
            .flatMap(plain -> plain.entrySet().stream())
            .flatMap(entry ->
                    Stream.of(entry, Map.entry(TransferSyntax.of(entry.getKey().uid() + ".1"), entry.getValue())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String title;
    private final int codecId;
    private final String codec;
    private final String elementaryStream;

    VideoCoding(String title, int codecId, String codec, String elementaryStream) {
        this.title = title;
        this.codecId = codecId;
        this.codec = codec;
        this.elementaryStream = elementaryStream;
    }

    /** The coding of a transfer syntax or of its fragmentable twin; empty if it is none of video. */
    static Optional<VideoCoding> of(TransferSyntax syntax) {
        return Optional.ofNullable(BY_SYNTAX.get(syntax));
    }

    /** Its name for a person. */
    String title() {
        return title;
    }

    /** FFmpeg's number of its decoder. */
    int codecId() {
        return codecId;
    }

    /** FFmpeg's name of its decoder. */
    String codec() {
        return codec;
    }

    /** FFmpeg's name of the reader of its bare bit stream. */
    String elementaryStream() {
        return elementaryStream;
    }
}
