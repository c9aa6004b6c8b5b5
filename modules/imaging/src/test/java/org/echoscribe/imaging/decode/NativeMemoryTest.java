package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the decoders of this process take outside the heap they give back at once, also where they fail: thousands of frames change nothing. */
class NativeMemoryTest {
    private static final int ROUNDS = 2000;
    private static final int WARM_UP = 200;
    /** One frame that each decoding kept would be twice this. */
    private static final long MOST_GROWTH_BYTES = (long) ROUNDS * PhantomFan.WIDTH * PhantomFan.HEIGHT / 2;

    @TempDir
    private Path scratch;

    /** In a process whose heap has its size from the start, so that all growth is outside it. */
    @Test
    void thousandsOfFramesOfEveryDecoderLeaveTheProcessAsLargeAsItWas() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/statm")), "skipped: this system has no /proc");
        List<byte[]> codestreams = codestreams();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                NativeMemoryTest.class.getName()));
        for (int i = 0; i < codestreams.size(); i++) {
            command.add(Files.write(scratch.resolve("codestream" + i), codestreams.get(i))
                    .toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        List<String> output = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as("%s", output).isZero();
        long growth = Long.parseLong(output.getLast());
        System.out.printf(
                "%d frames of %d codings: the process grew by %d KiB%n", ROUNDS, codestreams.size(), growth >> 10);
        assertThat(growth).isLessThan(MOST_GROWTH_BYTES);
    }

    public static void main(String[] files) throws Exception {
        List<byte[]> codestreams = new ArrayList<>();
        for (String file : files) {
            codestreams.add(Files.readAllBytes(Path.of(file)));
        }
        CodestreamDecoder decoder = new CodestreamDecoder(
                ImageHeader.read(new TestObject(8, 8, "RGB").file().dataSet(), DecodeLimits.defaults()),
                DecodeLimits.defaults(),
                FfmpegLibrary::problem);
        decode(decoder, codestreams, WARM_UP);
        long before = residentBytes();
        decode(decoder, codestreams, ROUNDS);
        System.out.println();
        System.out.println(residentBytes() - before);
    }

    private static void decode(CodestreamDecoder decoder, List<byte[]> codestreams, int rounds) {
        for (int i = 0; i < rounds; i++) {
            byte[] codestream = codestreams.get(i % codestreams.size());
            if (i % 4 == 3 && i % codestreams.size() != 0) { // libjpeg tells standard error of each that is damaged
                codestream = codestream.clone();
                codestream[codestream.length / 2] ^= 0x55;
                codestream[codestream.length / 3] ^= 0x55;
            }
            try {
                assertThat(decoder.decode(codestream).rgb()).isNotEmpty();
            } catch (UndecodableException e) {
                assertThat(i % 4).as(e.getMessage()).isEqualTo(3);
            }
        }
        System.gc();
    }

    private List<byte[]> codestreams() throws IOException {
        List<byte[]> codestreams = new ArrayList<>();
        byte[] rgb = PhantomFan.frames(1, 9).getFirst();
        codestreams.add(Encoded.jpeg(rgb, PhantomFan.WIDTH, PhantomFan.HEIGHT));
        if (FfmpegLibrary.problem().isEmpty() && Reference.installed("ffmpeg", "-version")) {
            codestreams.add(encoded(rgb, "jpegls"));
            codestreams.add(withoutContainer(encoded(rgb, "jpeg2000")));
        }
        return codestreams;
    }

    private byte[] encoded(byte[] rgb, String codec) throws IOException {
        Path raw = Files.write(scratch.resolve("samples.raw"), rgb);
        Path target = scratch.resolve(codec);
        Reference.run(List.of(
                "ffmpeg",
                "-y",
                "-loglevel",
                "error",
                "-f",
                "rawvideo",
                "-pixel_format",
                "rgb24",
                "-video_size",
                PhantomFan.WIDTH + "x" + PhantomFan.HEIGHT,
                "-i",
                raw.toString(),
                "-c:v",
                codec,
                "-f",
                "image2pipe",
                target.toString()));
        return Files.readAllBytes(target);
    }

    /** FFmpeg writes JPEG 2000 in a file of boxes; DICOM has the bare codestream. */
    private static byte[] withoutContainer(byte[] jp2) {
        for (int i = 0; i + 4 < jp2.length; i++) {
            if (ByteBuffer.wrap(jp2).getInt(i) == 0xFF4FFF51) {
                return Arrays.copyOfRange(jp2, i, jp2.length);
            }
        }
        throw new AssertionError("no codestream");
    }

    private static long residentBytes() throws IOException {
        String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
        return Long.parseLong(pages[1]) * 4096;
    }
}
