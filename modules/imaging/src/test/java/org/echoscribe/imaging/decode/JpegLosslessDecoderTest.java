package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codestreams of {@link LosslessJpeg}; those of DCMTK and GDCM are among the converted files. */
class JpegLosslessDecoderTest {
    private static final int WIDTH = 23;
    private static final int HEIGHT = 17;

    @ParameterizedTest
    @CsvSource({
        "1, 8, 1, 0, 0", "2, 8, 3, 0, 0", "3, 12, 1, 0, 0", "4, 16, 1, 0, 0", "5, 16, 1, 0, 5", "6, 16, 3, 0, 1",
        "7, 16, 1, 0, 0", "1, 16, 1, 0, 1", "4, 12, 3, 2, 4", "7, 2, 1, 0, 0", "5, 9, 3, 0, 0", "1, 15, 1, 3, 0"
    })
    void noiseComesBackBitForBit(int predictor, int precision, int components, int pointTransform, int linesPerRestart)
            throws Exception {
        char[][] planes = noise(precision, components, pointTransform);
        byte[] codestream =
                new LosslessJpeg(WIDTH, HEIGHT, precision, predictor, pointTransform, linesPerRestart).encode(planes);
        assertThat(decode(codestream).planes()).isDeepEqualTo(planes);
    }

    /** Black beside white, and a first sample of 0, differ by 32768: the one difference without bits of its own. */
    @Test
    void theLargestDifferenceOfSixteenBitsIsNoSpecialCaseOfThePicture() throws Exception {
        char[][] planes = new char[1][WIDTH * HEIGHT];
        for (int i = 0; i < planes[0].length; i++) {
            planes[0][i] = (char) (i % 3 == 0 ? 0 : i % 3 == 1 ? 32768 : 65535);
        }
        assertThat(decode(new LosslessJpeg(WIDTH, HEIGHT, 16, 1, 0, 0).encode(planes))
                        .planes())
                .isDeepEqualTo(planes);
    }

    @Test
    void aTruncatedCodestreamIsRefused() throws Exception {
        byte[] whole = new LosslessJpeg(WIDTH, HEIGHT, 16, 4, 0, 0).encode(noise(16, 3, 0));
        for (int length = 30; length < whole.length - 2; length += 13) {
            byte[] cut = Arrays.copyOf(whole, length + 2);
            cut[length] = (byte) 0xFF;
            cut[length + 1] = (byte) 0xD9;
            assertThatExceptionOfType(UndecodableException.class).isThrownBy(() -> decode(cut));
        }
    }

    @Test
    void damagedCodestreamsAreDecodedOrRefused() throws Exception {
        byte[] whole = new LosslessJpeg(WIDTH, HEIGHT, 12, 6, 0, 2).encode(noise(12, 3, 0));
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = whole.clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                damaged[random.nextInt(random.nextBoolean() ? 90 : damaged.length)] = (byte) random.nextInt();
            }
            try {
                CodestreamHeader header = ReadCodestreamHeader.read(damaged);
                if (header.coding() == CodestreamHeader.Coding.JPEG_LOSSLESS
                        && header.width() * header.height() < 1 << 16
                        && header.components() <= 3
                        && header.components() > 0) {
                    assertThat(JpegLosslessDecoder.decode(damaged, header).planes())
                            .hasDimensions(header.components(), header.width() * header.height());
                }
            } catch (UndecodableException e) {
                assertThat(e).hasMessageNotContaining("null");
                refused++;
            }
        }
        assertThat(refused).isBetween(500, 2900);
    }

    private static Components decode(byte[] codestream) throws UndecodableException {
        CodestreamHeader header = ReadCodestreamHeader.read(codestream);
        assertThat(header.coding()).isEqualTo(CodestreamHeader.Coding.JPEG_LOSSLESS);
        return JpegLosslessDecoder.decode(codestream, header);
    }

    private static char[][] noise(int precision, int components, int pointTransform) {
        Random random = new Random(precision);
        char[][] planes = new char[components][WIDTH * HEIGHT];
        for (char[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (char) (random.nextInt(1 << precision) >> pointTransform << pointTransform);
            }
        }
        return planes;
    }
}
