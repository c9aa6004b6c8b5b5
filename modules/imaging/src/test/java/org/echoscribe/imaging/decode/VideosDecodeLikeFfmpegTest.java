package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_to_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_image_get_buffer_size;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.echoscribe.dicom.dataset.ByteAccess;
import org.echoscribe.dicom.dataset.DicomFile;
import org.echoscribe.dicom.dataset.DicomSource;
import org.echoscribe.dicom.dataset.PixelData;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Videos of every syntax, container and order of pictures give the pixels that the command line of FFmpeg gives. */
class VideosDecodeLikeFfmpegTest {
    private static final int FRAMES = 30;
    private static final int FRAGMENT_BYTES = 5000;

    /** Decoded samples are equal; at edges of colour, versions of FFmpeg's scaler interpolate chroma differently. */
    private static final int RGB_MAX = 8;

    private static final double RGB_MEAN = 0.05;

    private record Video(String syntaxEnd, String extension, String... encoder) {}

    private static final List<Video> VIDEOS = List.of(
            new Video("100", "m2v", "-c:v", "mpeg2video", "-q:v", "2", "-bf", "2", "-pix_fmt", "yuv420p"),
            new Video("100", "ts", "-c:v", "mpeg2video", "-q:v", "2", "-bf", "2", "-pix_fmt", "yuv420p"),
            new Video("101", "vob", "-c:v", "mpeg2video", "-q:v", "2", "-bf", "0", "-pix_fmt", "yuv420p"),
            new Video("102", "h264", "-c:v", "libx264", "-bf", "3", "-pix_fmt", "yuv420p", "-threads", "1"),
            new Video("102", "mp4", "-c:v", "libx264", "-bf", "0", "-pix_fmt", "yuv420p", "-threads", "1"),
            new Video("103", "ts", "-c:v", "libx264", "-bf", "3", "-bluray-compat", "1", "-pix_fmt", "yuv420p"),
            new Video("104", "mp4", "-c:v", "libx264", "-bf", "3", "-colorspace", "bt709", "-pix_fmt", "yuv420p"),
            new Video(
                    "104",
                    "h264",
                    "-c:v",
                    "libx264",
                    "-bf",
                    "3",
                    "-b_strategy",
                    "0",
                    "-color_range",
                    "pc",
                    "-pix_fmt",
                    "yuvj420p"),
            new Video("105", "ts", "-c:v", "libx264", "-x264-params", "interlaced=1:bframes=2", "-pix_fmt", "yuv420p"),
            new Video("106", "mp4", "-c:v", "libx264", "-pix_fmt", "gray"),
            new Video(
                    "107", "hevc", "-c:v", "libx265", "-x265-params", "log-level=none:pools=1", "-pix_fmt", "yuv420p"),
            new Video("107", "ts", "-c:v", "libx265", "-x265-params", "log-level=none:pools=1", "-pix_fmt", "yuv420p"),
            new Video(
                    "108",
                    "mp4",
                    "-c:v",
                    "libx265",
                    "-x265-params",
                    "log-level=none:pools=1",
                    "-pix_fmt",
                    "yuv420p10le"));

    @TempDir
    static Path scratch;

    @BeforeAll
    static void askForTheTools() {
        assumeTrue(Reference.installed("ffmpeg", "-version"), "skipped: ffmpeg is not installed");
        assumeTrue(
                FfmpegLibrary.problem().isEmpty(),
                () -> "skipped: " + FfmpegLibrary.problem().orElse(""));
    }

    @TestFactory
    Stream<DynamicTest> everyVideoGivesTheReferencesPixels() {
        AtomicInteger number = new AtomicInteger();
        return VIDEOS.stream()
                .map(video -> DynamicTest.dynamicTest(
                        video.syntaxEnd() + " " + video.extension() + " " + String.join(" ", video.encoder()),
                        () -> compare(video, number.incrementAndGet())));
    }

    private static void compare(Video video, int number) throws IOException, UndecodableException {
        List<RgbFrame> originals = TestLoop.frames(FRAMES);
        Path encoded = encode(originals, video, number);
        List<RgbFrame> expected = reference(encoded, originals.getFirst());
        assertThat(expected).hasSameSizeAs(originals);

        assertThat(samples(encoded, VideoCoding.of(syntax(video)).orElseThrow()))
                .isEqualTo(Files.readAllBytes(ffmpeg(encoded, scratch.resolve("reference.raw"))));

        TransferSyntax plain = syntax(video);
        byte[] stream = Files.readAllBytes(encoded);
        DicomFile whole = object(originals.getFirst(), plain, List.of(stream));
        List<RgbFrame> decoded = Unmasked.decode(whole, FRAMES + 1);
        Difference difference = Difference.between(decoded, expected);
        System.out.printf(
                "%s in %s: max %d, mean %.4f%n", plain.name(), video.extension(), difference.max(), difference.mean());
        assertThat(difference.max()).isLessThanOrEqualTo(RGB_MAX);
        assertThat(difference.mean()).isLessThanOrEqualTo(RGB_MEAN);

        DicomFile cut = object(
                originals.getFirst(), TransferSyntax.of(plain.uid() + ".1"), Encoded.pieces(stream, FRAGMENT_BYTES));
        assertThat(Difference.between(Unmasked.decode(cut, FRAMES + 1), decoded))
                .isEqualTo(new Difference(0, 0));
    }

    @Test
    void onlyTheChosenPicturesAreReturnedInTheOrderInWhichTheyAreShown() throws Exception {
        List<RgbFrame> originals = TestLoop.frames(FRAMES);
        DicomFile file = object(
                originals.getFirst(),
                TransferSyntax.Mpeg4HighProfileLevel41,
                List.of(Files.readAllBytes(encode(originals, VIDEOS.get(3), 90))));
        List<RgbFrame> all = Unmasked.decode(file, FRAMES);
        DecodeLimits limits = DecodeLimits.defaults();
        try (ByteAccess source = file.openSource()) {
            ObjectFrames frames = LocateObjectFrames.locate(file, source, limits, FfmpegLibrary::problem);
            assertThat(frames.count()).isEqualTo(FRAMES);
            int[] chosen = {0, 7, 8, 29};
            List<RgbFrame> some = frames.decode(source, chosen, limits, Runnable::run);
            assertThat(Difference.between(
                            some, IntStream.of(chosen).mapToObj(all::get).toList()))
                    .isEqualTo(new Difference(0, 0));
        }
    }

    @Test
    void aLongVideoIsCountedWithoutDecodingItToItsEnd() throws Exception {
        List<RgbFrame> drawn = TestLoop.drawn(40);
        List<RgbFrame> originals = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            originals.addAll(drawn);
        }
        DicomFile file = object(
                originals.getFirst(),
                TransferSyntax.Mpeg2MainProfileMainLevel,
                List.of(Files.readAllBytes(encode(originals, VIDEOS.getFirst(), 91))));
        try (ByteAccess source = file.openSource()) {
            assertThat(LocateObjectFrames.locate(file, source, DecodeLimits.defaults(), FfmpegLibrary::problem)
                            .count())
                    .isEqualTo(200);
            assertThatThrownBy(() -> LocateObjectFrames.locate(
                            file, source, new DecodeLimits(512, 512, 1 << 18, 199, 1 << 24), FfmpegLibrary::problem))
                    .isInstanceOf(UndecodableException.class)
                    .hasMessageContaining("exceed the limit of 199");
        }
    }

    private static DicomFile object(RgbFrame like, TransferSyntax syntax, List<byte[]> fragments) {
        return new TestObject(like.width(), like.height(), "YBR_PARTIAL_420")
                .syntax(syntax)
                .frames(FRAMES)
                .fragments(List.of(), fragments)
                .file();
    }

    private static Path encode(List<RgbFrame> frames, Video video, int number) throws IOException {
        Path raw = scratch.resolve("original.rgb");
        Files.write(raw, PhantomFan.joined(frames.stream().map(RgbFrame::rgb).toList()));
        Path encoded = scratch.resolve("video" + number + "." + video.extension());
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-y", "-loglevel", "error"));
        command.addAll(List.of("-f", "rawvideo", "-pix_fmt", "rgb24", "-r", "25", "-s", size(frames.getFirst())));
        command.addAll(List.of("-i", raw.toString()));
        command.addAll(List.of(video.encoder()));
        command.add(encoded.toString());
        Reference.run(command);
        return encoded;
    }

    private static TransferSyntax syntax(Video video) {
        return TransferSyntax.of("1.2.840.10008.1.2.4." + video.syntaxEnd());
    }

    /** The samples of all pictures as our decoder gives them, plane by plane. */
    private static byte[] samples(Path encoded, VideoCoding coding) throws IOException, UndecodableException {
        ByteArrayOutputStream samples = new ByteArrayOutputStream();
        try (ByteAccess source = new DicomSource.InMemory(ByteBuffer.wrap(Files.readAllBytes(encoded))).open();
                VideoDecoder decoder = new VideoDecoder(
                        new VideoPackets(
                                new JoinedFragments(source, List.of(new PixelData.Fragment(0, source.size()))), coding),
                        coding,
                        DecodeLimits.defaults())) {
            Optional<AVFrame> picture = decoder.next();
            while (picture.isPresent()) {
                AVFrame frame = picture.get();
                byte[] bytes = new byte[av_image_get_buffer_size(frame.format(), frame.width(), frame.height(), 1)];
                try (BytePointer copy = new BytePointer((long) bytes.length)) {
                    av_image_copy_to_buffer(
                            copy,
                            bytes.length,
                            frame.data(),
                            frame.linesize(),
                            frame.format(),
                            frame.width(),
                            frame.height(),
                            1);
                    copy.get(bytes);
                }
                samples.writeBytes(bytes);
                picture = decoder.next();
            }
        }
        return samples.toByteArray();
    }

    /** What the command line of FFmpeg decodes, converted with the same flags as ours. */
    private static List<RgbFrame> reference(Path encoded, RgbFrame like) throws IOException {
        Path raw = ffmpeg(
                encoded,
                scratch.resolve("reference.rgb"),
                "-vf",
                "scale=flags=bilinear+accurate_rnd+bitexact+full_chroma_int+full_chroma_inp",
                "-pix_fmt",
                "rgb24");
        return Encoded.pieces(Files.readAllBytes(raw), 3 * like.width() * like.height()).stream()
                .map(rgb -> new RgbFrame(like.width(), like.height(), rgb))
                .toList();
    }

    private static Path ffmpeg(Path encoded, Path raw, String... options) {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-y", "-loglevel", "error"));
        command.addAll(List.of("-i", encoded.toString(), "-vsync", "passthrough"));
        command.addAll(List.of(options));
        command.addAll(List.of("-f", "rawvideo", raw.toString()));
        Reference.run(command);
        return raw;
    }

    private static String size(RgbFrame frame) {
        return frame.width() + "x" + frame.height();
    }
}
