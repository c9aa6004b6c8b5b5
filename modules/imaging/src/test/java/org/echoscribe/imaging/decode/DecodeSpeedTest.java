package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.DicomFile;
import org.echoscribe.dicom.dataset.PixelContent;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Vr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Frames per second of each transfer syntax beside other decoders of the same file, in turn in one run: {@code deploy/benchmark
 * decode} runs it and docs/benchmarks.md keeps its table. Both sides are measured by processor time, on one thread: ours of the
 * decoding thread without reading the header, theirs of the whole process, which also writes its result to a file. What is
 * decoded in a process of its own ({@link DecoderProcess}) would escape that measure and is left out.
 */
@org.junit.jupiter.api.Tag("nightly")
class DecodeSpeedTest {
    private static final int COLUMNS = 640;
    private static final int ROWS = 480;
    private static final int FRAMES = 12;
    private static final int ROUNDS = 5;

    /** How the object is made, and what else decodes it; IN and OUT stand for files. */
    private record Row(String name, List<String> make, List<String> rival) {}

    private static final List<Row> ROWS_OF_OBJECTS = List.of(
            new Row("JPEG baseline", List.of("dcmcjpeg", "+eb", "IN", "OUT"), List.of("dcmdjpeg", "IN", "OUT")),
            new Row("JPEG lossless SV1", List.of("dcmcjpeg", "+e1", "IN", "OUT"), List.of("dcmdjpeg", "IN", "OUT")),
            new Row("JPEG-LS, by line", List.of("dcmcjpls", "+il", "IN", "OUT"), List.of("dcmdjpls", "IN", "OUT")),
            new Row("JPEG 2000", List.of("gdcmconv", "--j2k", "IN", "OUT"), List.of("gdcmconv", "--raw", "IN", "OUT")),
            new Row("RLE", List.of("dcmcrle", "IN", "OUT"), List.of("dcmdrle", "IN", "OUT")));

    private static final List<Row> ROWS_OF_VIDEOS = List.of(
            video("MPEG-2", "mpeg2video", "-q:v", "2", "-bf", "2"),
            video("H.264", "libx264", "-threads", "1"),
            video("HEVC", "libx265", "-x265-params", "log-level=none:pools=1"));

    @TempDir
    private Path scratch;

    @Test
    void framesPerSecondOfEverySyntaxBesideOthers() throws Exception {
        assumeTrue(Reference.installed("dcmcjpeg"), "skipped: dcmtk is not installed");
        assumeTrue(Reference.installed("gdcmconv"), "skipped: libgdcm-tools is not installed");
        assumeTrue(Reference.installed("ffmpeg", "-version"), "skipped: ffmpeg is not installed");
        List<RgbFrame> frames = screens();
        Path plain = plain(frames);
        System.out.printf(
                "%n| Transfer syntax | Frames/s | Other decoder | Frames/s | Ratio |%n|---|---|---|---|---|%n");
        for (Row row : ROWS_OF_OBJECTS) {
            Path encoded = scratch.resolve("encoded.dcm");
            Reference.run(filled(row.make(), plain, encoded));
            print(row, DataSetReader.read(encoded), encoded);
        }
        Path raw = scratch.resolve("frames.raw");
        Files.write(raw, PhantomFan.joined(frames.stream().map(RgbFrame::rgb).toList()));
        List<TransferSyntax> syntaxes = List.of(
                TransferSyntax.Mpeg2MainProfileHighLevel,
                TransferSyntax.Mpeg4HighProfileLevel41,
                TransferSyntax.HevcMainProfileLevel51);
        for (int i = 0; i < syntaxes.size(); i++) {
            Path encoded = scratch.resolve("encoded.ts");
            Reference.run(filled(ROWS_OF_VIDEOS.get(i).make(), raw, encoded));
            DicomFile object = new TestObject(COLUMNS, ROWS, "YBR_PARTIAL_420")
                    .syntax(syntaxes.get(i))
                    .fragments(List.of(), List.of(Files.readAllBytes(encoded)))
                    .frames(FRAMES)
                    .file();
            print(ROWS_OF_VIDEOS.get(i), object, encoded);
        }
    }

    private void print(Row row, DicomFile object, Path encoded) throws Exception {
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        for (int i = 0; i < 2; i++) {
            Unmasked.decode(object, FRAMES);
        }
        for (int i = 0; i < ROUNDS; i++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            assertThat(Unmasked.decode(object, FRAMES)).hasSize(FRAMES);
            ours[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
            theirs[i] = processorSeconds(filled(row.rival(), encoded, scratch.resolve("rival.out")));
        }
        Arrays.sort(ours);
        Arrays.sort(theirs);
        double our = FRAMES / ours[ROUNDS / 2];
        double their = FRAMES / theirs[ROUNDS / 2];
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | `%s` | %.0f | %.2f |%n",
                row.name(),
                our,
                row.rival().getFirst(),
                their,
                our / their);
    }

    /** The shell counts the time of the child that it waits for. */
    private static double processorSeconds(List<String> command) throws IOException, InterruptedException {
        List<String> timed = new ArrayList<>(
                List.of("bash", "-c", "TIMEFORMAT='%U %S'; time \"$@\" > /dev/null 2> /dev/null", "bash"));
        timed.addAll(command);
        Process process = new ProcessBuilder(timed).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0)
                .as(command + ": " + output)
                .isTrue();
        return Arrays.stream(output.split(" ")).mapToDouble(Double::parseDouble).sum();
    }

    private static List<String> filled(List<String> command, Path in, Path out) {
        return command.stream()
                .map(word -> word.equals("IN") ? in.toString() : word.equals("OUT") ? out.toString() : word)
                .toList();
    }

    private static Row video(String name, String codec, String... options) {
        List<String> make = new ArrayList<>(List.of("ffmpeg", "-y", "-loglevel", "error", "-f", "rawvideo"));
        make.addAll(List.of("-pixel_format", "rgb24", "-video_size", COLUMNS + "x" + ROWS, "-i", "IN", "-c:v", codec));
        make.addAll(List.of(options));
        make.addAll(List.of("-pix_fmt", "yuv420p", "-f", "mpegts", "OUT"));
        List<String> rival =
                new ArrayList<>(List.of("ffmpeg", "-y", "-loglevel", "error", "-threads", "1", "-i", "IN"));
        rival.addAll(List.of("-pix_fmt", "rgb24", "-f", "rawvideo", "/dev/null"));
        return new Row(name, make, rival);
    }

    /** Screens with a fan of drawn (synthetic) speckle that drifts, black around it. */
    private static List<RgbFrame> screens() {
        List<RgbFrame> texture = TestLoop.drawn(FRAMES);
        List<RgbFrame> screens = new ArrayList<>();
        for (RgbFrame small : texture) {
            byte[] rgb = new byte[3 * COLUMNS * ROWS];
            for (int y = 0; y < ROWS; y++) {
                for (int x = 0; x < COLUMNS; x++) {
                    double right = x - COLUMNS / 2.0;
                    boolean inside = Math.abs(right) < 0.8 * y && Math.hypot(right, y) < 440;
                    for (int c = 0; c < 3 && inside; c++) {
                        int at = 3 * (y % small.height() * small.width() + x % small.width()) + c;
                        rgb[3 * (y * COLUMNS + x) + c] = small.rgb()[at];
                    }
                }
            }
            screens.add(new RgbFrame(COLUMNS, ROWS, rgb));
        }
        return screens;
    }

    private Path plain(List<RgbFrame> frames) throws IOException {
        Attributes header =
                new TestObject(COLUMNS, ROWS, "RGB").frames(FRAMES).file().dataSet();
        header.set(Tag.SOPInstanceUID, Vr.UI, "2.25.1");
        header.setIntegers(Tag.PixelRepresentation, Vr.US, 0);
        header.setIntegers(Tag.PlanarConfiguration, Vr.US, 0);
        Path file = scratch.resolve("plain.dcm");
        byte[] samples = PhantomFan.joined(frames.stream().map(RgbFrame::rgb).toList());
        DataSetWriter.writeFile(
                file, header, TransferSyntax.ExplicitVrLittleEndian, PixelContent.Native.of(Vr.OB, samples));
        return file;
    }
}
