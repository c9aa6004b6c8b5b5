package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JPEG XL that FFmpeg has written comes back as it was; what is damaged is refused. */
class JpegXlDecoderTest {
    private static final int WIDTH = 45;
    private static final int HEIGHT = 37;

    @TempDir
    Path scratch;

    @BeforeAll
    static void needLibraryAndEncoder() {
        assumeTrue(JpegXlLibrary.problem().isEmpty(), "skipped: libjxl is not installed");
        assumeTrue(Reference.installed("ffmpeg", "-version"), "skipped: ffmpeg is not installed");
    }

    @Test
    void losslessColourComesBackBitForBit() throws Exception {
        byte[] rgb = noise(3 * WIDTH * HEIGHT);
        Components decoded = decode(encode("rgb24", rgb));
        assertThat(decoded.bits()).isEqualTo(8);
        assertThat(ToRgb.convert(decoded, ColourModel.RGB, java.util.Optional.empty()))
                .isEqualTo(rgb);
    }

    @Test
    void losslessGreyComesBackBitForBit() throws Exception {
        byte[] grey = noise(WIDTH * HEIGHT);
        Components decoded = decode(encode("gray", grey));
        assertThat(decoded.planes().length).isEqualTo(1);
        for (int i = 0; i < grey.length; i++) {
            assertThat((byte) decoded.planes()[0][i]).isEqualTo(grey[i]);
        }
    }

    @Test
    void losslessGreyOfSixteenBitsComesBackBitForBit() throws Exception {
        byte[] grey = noise(2 * WIDTH * HEIGHT);
        Components decoded = decode(encode("gray16le", grey));
        assertThat(decoded.bits()).isEqualTo(16);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            assertThat((int) decoded.planes()[0][i]).isEqualTo(grey[2 * i] & 0xFF | (grey[2 * i + 1] & 0xFF) << 8);
        }
    }

    @Test
    void aTruncatedCodestreamIsRefused() throws Exception {
        byte[] whole = encode("rgb24", noise(3 * WIDTH * HEIGHT));
        for (int length = 0; length < whole.length; length += 701) {
            byte[] truncated = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(UndecodableException.class).isThrownBy(() -> decode(truncated));
        }
    }

    @Test
    void damagedCodestreamsAreDecodedOrRefused() throws Exception {
        byte[] whole = encode("rgb24", noise(3 * WIDTH * HEIGHT));
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            byte[] damaged = whole.clone();
            for (int k = 0; k < 3; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                JpegXlHeader header = JpegXlHeader.read(damaged);
                DecodeLimits.defaults().requireSize(header.width(), header.height());
                Components decoded = JpegXlDecoder.decode(damaged, header);
                assertThat(decoded.planes()[0]).hasSize(header.width() * header.height());
            } catch (UndecodableException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    private static Components decode(byte[] codestream) throws UndecodableException {
        JpegXlHeader header = JpegXlHeader.read(codestream);
        assertThat(header).isEqualTo(new JpegXlHeader(WIDTH, HEIGHT));
        return JpegXlDecoder.decode(codestream, header);
    }

    private byte[] encode(String pixelFormat, byte[] samples) throws IOException {
        Path raw = Files.write(scratch.resolve("samples.raw"), samples);
        Path encoded = scratch.resolve("samples.jxl");
        Reference.run(List.of(
                "ffmpeg",
                "-y",
                "-loglevel",
                "error",
                "-f",
                "rawvideo",
                "-pixel_format",
                pixelFormat,
                "-video_size",
                WIDTH + "x" + HEIGHT,
                "-i",
                raw.toString(),
                "-c:v",
                "libjxl",
                "-distance",
                "0",
                encoded.toString()));
        return Files.readAllBytes(encoded);
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
