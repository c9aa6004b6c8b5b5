package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.echoscribe.vocabulary.Outcome.NotAttemptedReason.SPECTRAL_OR_M_MODE;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.imaging.decode.DecodeResult.Decoded;
import org.echoscribe.imaging.decode.DecodeResult.NotAttempted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawn (synthetic) screens of spectral Doppler and M-mode, stored as loops of whose header nothing can be learned. */
class MovingStripTest {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final int FRAMES = 30;
    private static final byte[] SCREEN = drawScreen();

    /** What a column of a strip shows at a moment: brightness 0 to 255 by moment and row. */
    private interface Strip {
        int brightness(int moment, int row);
    }

    /** A spectrum: speckle under an envelope that pulses. */
    private static int spectrum(int moment, int row) {
        double envelope = 20 + 110 * Math.max(0, Math.sin(moment / 11.0));
        return row > 150 - envelope && row < 152 ? 60 + speckle(moment, row) * 195 / 255 : speckle(moment, row) / 12;
    }

    /** M-mode: bands of tissue at depths that move with the heart. */
    private static int mMode(int moment, int row) {
        double depth = row + 12 * Math.sin(moment / 13.0);
        return (int) Math.min(255, (0.5 + 0.5 * Math.sin(depth / 6)) * (60 + speckle(moment, row) / 2.0));
    }

    private static int speckle(int moment, int row) {
        int value = moment * 73856093 ^ row * 19349663;
        value ^= value >>> 13;
        value *= 0x5BD1E995;
        return (value ^ value >>> 15) & 0xFF;
    }

    @ParameterizedTest
    @CsvSource({"1, false", "3, false", "8, false", "3, true", "11, true"})
    void aScrolledStripIsNoLoop(int pixelsPerFrame, boolean jpeg) throws Exception {
        for (Strip strip : List.<Strip>of(MovingStripTest::spectrum, MovingStripTest::mMode)) {
            List<byte[]> frames = new ArrayList<>();
            for (int f = 0; f < FRAMES; f++) {
                frames.add(scrolled(strip, f * pixelsPerFrame));
            }
            assertIsStrip(object(frames, jpeg));
            assertIsStrip(object(frames, jpeg).region(1, 10, 90, WIDTH - 11, HEIGHT - 11)); // a header that lies
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSweptStripIsNoLoop(boolean jpeg) throws Exception {
        for (Strip strip : List.<Strip>of(MovingStripTest::spectrum, MovingStripTest::mMode)) {
            List<byte[]> frames = new ArrayList<>();
            for (int f = 0; f < FRAMES; f++) {
                frames.add(swept(strip, 200 + f * 9));
            }
            assertIsStrip(object(frames, jpeg));
        }
    }

    @Test
    void aLiveFanBesideAStripIsStillALoop() throws Exception {
        List<byte[]> fan = PhantomFan.frames(FRAMES, 4);
        List<byte[]> frames = new ArrayList<>();
        for (int f = 0; f < FRAMES; f++) {
            byte[] frame = scrolled(MovingStripTest::spectrum, 3 * f);
            for (int y = 0; y < 88; y++) {
                System.arraycopy(fan.get(f), 3 * y * PhantomFan.WIDTH, frame, 3 * (y * WIDTH + 90), 3 * 200);
            }
            frames.add(frame);
        }
        assertThat(decode(object(frames, false))).isInstanceOfSatisfying(Decoded.class, decoded -> {
            assertThat(decoded.loop().crop().endY()).isLessThan(90);
            assertThat(decoded.loop().crop().x()).isBetween(90, 190);
        });
    }

    @Test
    void tissueThatMovesAsAWholeIsNoStrip() throws Exception {
        Random random = new Random(8);
        int[] texture = random.ints(600 * 300, 0, 200).toArray();
        List<byte[]> frames = new ArrayList<>();
        for (int f = 0; f < FRAMES; f++) {
            byte[] rgb = new byte[3 * PhantomFan.WIDTH * PhantomFan.HEIGHT];
            for (int i = 0; i < PhantomFan.WIDTH * PhantomFan.HEIGHT; i++) {
                int x = i % PhantomFan.WIDTH;
                int y = i / PhantomFan.WIDTH;
                if (PhantomFan.inside(x, y, 0)) {
                    // All of it swings to and fro and up and down by several pixels, with the noise of a new scan each
                    // time.
                    int at = (int) (y + 40 + 6 * Math.sin(f / 4.0)) * 600 + (int) (x + 40 + 9 * Math.sin(f / 5.0));
                    byte grey = (byte) (texture[at] * 0.7 + random.nextInt(60));
                    rgb[3 * i] = grey;
                    rgb[3 * i + 1] = grey;
                    rgb[3 * i + 2] = grey;
                }
            }
            frames.add(rgb);
        }
        assertThat(decode(PhantomFan.object(frames))).isInstanceOf(Decoded.class);
    }

    private static byte[] scrolled(Strip strip, int moment) {
        byte[] rgb = screen();
        for (int y = 100; y < 280; y++) {
            for (int x = 20; x < WIDTH - 20; x++) {
                paint(rgb, x, y, strip.brightness(moment + x, y - 100));
            }
        }
        return rgb;
    }

    /** What was swept before stays; the cursor stands at a column, with a gap before it. */
    private static byte[] swept(Strip strip, int cursor) {
        byte[] rgb = screen();
        int period = WIDTH - 40;
        for (int x = 0; x < period; x++) {
            int behind = Math.floorMod(cursor - x, period);
            for (int y = 100; y < 280; y++) {
                paint(rgb, 20 + x, y, behind > period - 6 ? 0 : strip.brightness(cursor - behind, y - 100));
            }
        }
        return rgb;
    }

    /** A frozen two-dimensional picture and text above the strip. */
    private static byte[] screen() {
        return SCREEN.clone();
    }

    private static byte[] drawScreen() {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        byte[] fan = PhantomFan.frames(1, 2).getFirst();
        for (int y = 0; y < 88; y++) {
            System.arraycopy(fan, 3 * y * PhantomFan.WIDTH, rgb, 3 * (y * WIDTH + 90), 3 * PhantomFan.WIDTH);
        }
        for (int x = 4; x < 60; x += 2) {
            paint(rgb, x, 8, 230);
        }
        return rgb;
    }

    private static void paint(byte[] rgb, int x, int y, int grey) {
        int at = 3 * (y * WIDTH + x);
        rgb[at] = (byte) grey;
        rgb[at + 1] = (byte) grey;
        rgb[at + 2] = (byte) grey;
    }

    private static TestObject object(List<byte[]> frames, boolean jpeg) {
        TestObject object = new TestObject(WIDTH, HEIGHT, "RGB").frames(frames.size());
        return jpeg
                ? object.syntax(TransferSyntax.JpegBaseline8Bit)
                        .fragments(
                                List.of(),
                                frames.stream()
                                        .map(rgb -> Encoded.jpeg(rgb, WIDTH, HEIGHT))
                                        .toList())
                : object.uncompressed(Vr.OB, PhantomFan.joined(frames));
    }

    private static void assertIsStrip(TestObject object) throws Exception {
        assertThat(decode(object)).isInstanceOfSatisfying(NotAttempted.class, result -> {
            assertThat(result.reason()).isEqualTo(SPECTRAL_OR_M_MODE);
            assertThat(result.detail()).contains("strip of spectral Doppler or M-mode");
        });
    }

    private static DecodeResult decode(TestObject object) throws Exception {
        return new DecodeLoop().decode(object.file(), TestObject.paper());
    }
}
