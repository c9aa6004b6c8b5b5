package org.echoscribe.study.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.echoscribe.imaging.decode.DecodedLoop;
import org.echoscribe.imaging.decode.Rectangle;
import org.junit.jupiter.api.Test;

class AlterationTest {

    private static final int SIDE = 10;

    @Test
    void athirdOfTheFrameRateKeepsEveryThirdFrame() {
        Alteration third = new Alteration(Alteration.Kind.FRAME_RATE, 1 / 3.0);
        DecodedLoop altered = third.of(loop(20));
        assertThat(third.storedFramesPerFrame()).isEqualTo(3);
        assertThat(altered.totalFrames()).isEqualTo(7);
        assertThat(altered.sourceFrameIndices()).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(altered.rgbFrames())
                .extracting(frame -> frame[0])
                .containsExactly((byte) 0, (byte) 6, (byte) 12, (byte) 18, (byte) 24, (byte) 30, (byte) 36);
    }

    @Test
    void twiceTheFrameRatePutsMeansBetweenNeighbours() {
        DecodedLoop altered = new Alteration(Alteration.Kind.FRAME_RATE, 2).of(loop(3));
        assertThat(altered.totalFrames()).isEqualTo(5);
        assertThat(altered.sourceFrameIndices()).containsExactly(0, 1, 2, 3, 4);
        assertThat(altered.rgbFrames())
                .extracting(frame -> frame[0])
                .containsExactly((byte) 0, (byte) 1, (byte) 2, (byte) 3, (byte) 4);
    }

    @Test
    void gainMultipliesAndClipsAtWhite() {
        DecodedLoop altered = new Alteration(Alteration.Kind.GAIN, 2).of(loop(81));
        assertThat(altered.rgbFrames().get(40)[0] & 0xff).isEqualTo(160);
        assertThat(altered.rgbFrames().get(80)[0] & 0xff).isEqualTo(255);
    }

    @Test
    void aCropEnlargesTheMiddleAndAMarginIsBlack() {
        byte[] dot = new byte[3 * SIDE * SIDE];
        dot[3 * (5 * SIDE + 5)] = 100;
        DecodedLoop loop = loop(List.of(dot));
        byte[] closer =
                new Alteration(Alteration.Kind.CROP, 0.5).of(loop).rgbFrames().getFirst();
        assertThat(IntStream.range(0, closer.length)
                        .filter(i -> closer[i] == 100)
                        .count())
                .isEqualTo(4);
        byte[] white = new byte[3 * SIDE * SIDE];
        java.util.Arrays.fill(white, (byte) 255);
        byte[] farther = new Alteration(Alteration.Kind.CROP, 1.25)
                .of(loop(List.of(white)))
                .rgbFrames()
                .getFirst();
        assertThat(farther[0]).isZero();
        assertThat(farther[3 * (5 * SIDE + 5)]).isEqualTo((byte) 255);
        assertThat(IntStream.range(0, farther.length)
                        .filter(i -> farther[i] != 0)
                        .count())
                .isEqualTo(3 * 8 * 8);
    }

    private static DecodedLoop loop(int frames) {
        List<byte[]> all = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            byte[] rgb = new byte[3 * SIDE * SIDE];
            java.util.Arrays.fill(rgb, (byte) (2 * frame));
            all.add(rgb);
        }
        return loop(all);
    }

    private static DecodedLoop loop(List<byte[]> frames) {
        return new DecodedLoop(
                SIDE,
                SIDE,
                frames,
                IntStream.range(0, frames.size()).toArray(),
                frames.size(),
                Optional.empty(),
                new Rectangle(0, 0, SIDE, SIDE),
                SIDE,
                SIDE);
    }
}
