package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.imaging.decode.DecodeResult.Decoded;
import org.echoscribe.imaging.decode.DecodeResult.NotAttempted;
import org.echoscribe.vocabulary.Outcome.NotAttemptedReason;
import org.junit.jupiter.api.Test;

class MaskingTest {
    private static final int W = PhantomFan.WIDTH;
    private static final int H = PhantomFan.HEIGHT;
    private static final int FRAMES = 12;

    /** Burned-in text must not influence a label: wherever outside the fan it stands, the masked frames stay the same. */
    @Property(tries = 60)
    void staticTextOutsideTheSectorLeavesEveryMaskedBitAsItWas(
            @ForAll long seed, @ForAll @IntRange(max = 1) int withRegion) throws Exception {
        List<byte[]> plain = PhantomFan.frames(FRAMES, seed);
        List<byte[]> inscribed = plain.stream().map(byte[]::clone).toList();
        inscribe(inscribed, new Random(seed ^ 0x5eed));
        assertThat(inscribed.getFirst()).isNotEqualTo(plain.getFirst());
        assertSameLoop(decode(object(plain, withRegion)), decode(object(inscribed, withRegion)));
    }

    @Test
    void anEcgTraceWithARunningCursorIsRemoved() throws Exception {
        List<byte[]> plain = PhantomFan.frames(FRAMES, 3);
        List<byte[]> traced = plain.stream().map(byte[]::clone).toList();
        for (int f = 0; f < FRAMES; f++) {
            for (int x = 10; x < W - 10; x++) {
                int y = H - 12 - (x % 40 == 0 ? 8 : 0);
                paint(traced.get(f), x, y, 0, 255, 0);
            }
            for (int y = H - 24; y < H - 4; y++) {
                paint(traced.get(f), 10 + f * 15, y, 255, 255, 255);
            }
        }
        assertSameLoop(decode(object(plain, 0)), decode(object(traced, 0)));
    }

    @Test
    void everythingOutsideTheFanIsBlackAndTheFanIsKept() throws Exception {
        List<byte[]> frames = PhantomFan.frames(FRAMES, 5);
        inscribe(frames, new Random(5));
        DecodedLoop loop = decode(object(frames, 1));
        int left = (loop.width() - loop.crop().width()) / 2;
        int top = (loop.height() - loop.crop().height()) / 2;
        int kept = 0;
        int fan = 0;
        for (int y = 0; y < H; y++) {
            for (int x = 0; x < W; x++) {
                int sx = x - loop.crop().x() + left;
                int sy = y - loop.crop().y() + top;
                boolean shown = sx >= 0 && sy >= 0 && sx < loop.width() && sy < loop.height();
                int red = shown ? loop.rgbFrames().get(0)[3 * (sy * loop.width() + sx)] & 0xFF : 0;
                if (PhantomFan.inside(x, y, 0)) {
                    fan++;
                    kept += red == (frames.get(0)[3 * (y * W + x)] & 0xFF) ? 1 : 0;
                } else if (!PhantomFan.inside(x, y, 3)) {
                    assertThat(red).as("pixel %d, %d", x, y).isZero();
                }
            }
        }
        assertThat(kept).isGreaterThan(fan * 99 / 100);
    }

    @Test
    void framesAreSquareAndTheCropIsCentred() throws Exception {
        DecodedLoop loop = decode(object(PhantomFan.frames(FRAMES, 1), 0));
        assertThat(loop.width())
                .isEqualTo(loop.height())
                .isEqualTo(Math.max(loop.crop().width(), loop.crop().height()));
        assertThat(loop.sourceWidth()).isEqualTo(W);
        assertThat(loop.sourceHeight()).isEqualTo(H);
        assertThat(loop.totalFrames()).isEqualTo(FRAMES);
    }

    @Test
    void aRegionOfAnotherScreensSizeIsIgnored() throws Exception {
        List<byte[]> frames = PhantomFan.frames(FRAMES, 2);
        DecodedLoop without = decode(PhantomFan.object(frames));
        assertSameLoop(without, decode(PhantomFan.object(frames).region(1, 84, 31, 595, 414)));
        assertSameLoop(without, decode(PhantomFan.object(frames).region(1, 0, 0, 0, 0)));
        assertSameLoop(without, decode(PhantomFan.object(frames).region(1, 0, 140, 30, 159)));
        assertSameLoop(without, decode(PhantomFan.object(frames).region(1, 199, 159, 0, 0)));
        assertSameLoop(without, decode(PhantomFan.object(frames).region(1, 0, 0, 0xFFFFFFFFL, 0xFFFFFFFFL)));
        assertSameLoop(
                without,
                decode(PhantomFan.object(frames).region(1, 0xFFFFFFFFL, 0xFFFFFFFFL, 0xFFFFFFFFL, 0xFFFFFFFFL)));
        assertSameLoop(without, decode(PhantomFan.object(frames).region(1, 0, 0, 1L << 31, Integer.MAX_VALUE)));
    }

    @Test
    void aConfirmedRegionBoundsTheSector() throws Exception {
        DecodedLoop loop =
                decode(PhantomFan.object(PhantomFan.frames(FRAMES, 2)).region(1, 0, 40, 199, 159));
        assertThat(loop.crop().y()).isEqualTo(40);
    }

    /** Two live fans beside each other, as biplane probes and dual screens show them: one picture is read, not both. */
    @Test
    void ofTwoPicturesTheOneThatMovesMoreIsTaken() throws Exception {
        List<byte[]> left = PhantomFan.frames(FRAMES, 31);
        List<byte[]> right = PhantomFan.frames(FRAMES, 32);
        List<byte[]> both = new ArrayList<>();
        for (int f = 0; f < FRAMES; f++) {
            byte[] frame = new byte[3 * 2 * W * H];
            for (int y = 0; y < H; y++) {
                System.arraycopy(left.get(f), 3 * y * W, frame, 3 * y * 2 * W, 3 * W);
                int shown = y > 110 ? 0 : 3 * W; // the right one is cut, and so the smaller
                System.arraycopy(right.get(f), 3 * y * W, frame, 3 * (y * 2 * W + W), shown);
            }
            both.add(frame);
        }
        DecodedLoop alone = decode(PhantomFan.object(left));
        for (boolean regions : new boolean[] {false, true}) {
            TestObject object =
                    new TestObject(2 * W, H, "RGB").frames(FRAMES).uncompressed(Vr.OB, PhantomFan.joined(both));
            if (regions) {
                object.region(0, 0, 0, 2 * W - 1, H - 1)
                        .region(1, W, 0, 2 * W - 1, H - 1)
                        .region(1, 0, 0, W - 1, H - 1);
            }
            assertSameLoop(alone, decode(object));
        }
    }

    @Test
    void aLoopInWhichNothingMovesIsNotAttempted() throws Exception {
        byte[] still = PhantomFan.frames(1, 4).getFirst();
        DecodeResult result = new DecodeLoop()
                .decode(PhantomFan.object(Collections.nCopies(FRAMES, still)).file(), TestObject.paper());
        assertThat(result).isInstanceOfSatisfying(NotAttempted.class, notAttempted -> {
            assertThat(notAttempted.reason()).isEqualTo(NotAttemptedReason.UNSUPPORTED_IMAGE_TYPE);
            assertThat(notAttempted.detail()).contains("nothing of the size of an ultrasound picture moves");
        });
    }

    @Test
    void manyThreadsGiveTheSameBitsAsOne() throws Exception {
        List<byte[]> frames = PhantomFan.frames(60, 9);
        DecodedLoop alone = decode(object(frames, 1));
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            DecodeResult result = new DecodeLoop(DecodeLimits.defaults(), threads)
                    .decode(object(frames, 1).file(), TestObject.paper());
            assertSameLoop(alone, ((Decoded) result).loop());
        }
        assertThat(alone.sourceFrameIndices()).hasSize(41).startsWith(0, 1, 2).endsWith(39, 40);
    }

    private static TestObject object(List<byte[]> frames, int withRegion) {
        TestObject object = PhantomFan.object(frames);
        return withRegion == 1 ? object.region(1, 2, 2, W - 3, H - 3) : object;
    }

    static DecodedLoop decode(TestObject object) throws Exception {
        return ((Decoded) new DecodeLoop().decode(object.file(), TestObject.paper())).loop();
    }

    private static void assertSameLoop(DecodedLoop expected, DecodedLoop actual) {
        assertThat(actual.crop()).isEqualTo(expected.crop());
        assertThat(actual.rgbFrames()).hasSameSizeAs(expected.rgbFrames());
        for (int f = 0; f < expected.rgbFrames().size(); f++) {
            assertThat(actual.rgbFrames().get(f)).isEqualTo(expected.rgbFrames().get(f));
        }
    }

    /** The same words of random glyphs, 5 x 7 pixels each, into every frame, wherever the fan is at least 4 pixels away. */
    private static void inscribe(List<byte[]> frames, Random random) {
        for (int word = 0; word < 12; word++) {
            int startX = random.nextInt(W - 40);
            int startY = random.nextInt(H - 8);
            for (int glyph = 0; glyph < 6; glyph++) {
                for (int dot = 0; dot < 35; dot++) {
                    int x = startX + glyph * 6 + dot % 5;
                    int y = startY + dot / 5;
                    if (random.nextBoolean() && !PhantomFan.inside(x, y, 4)) {
                        frames.forEach(frame -> paint(frame, x, y, 230, 230, 200));
                    }
                }
            }
        }
    }

    private static void paint(byte[] frame, int x, int y, int red, int green, int blue) {
        frame[3 * (y * W + x)] = (byte) red;
        frame[3 * (y * W + x) + 1] = (byte) green;
        frame[3 * (y * W + x) + 2] = (byte) blue;
    }
}
