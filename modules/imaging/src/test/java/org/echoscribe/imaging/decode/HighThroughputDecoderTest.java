package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.imaging.decode.DecodeResult.Undecodable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codestreams of an independent encoder, see {@code htj2k/encode.py}, against the pictures that were encoded. */
class HighThroughputDecoderTest {
    private static final int WIDTH = 80;
    private static final int HEIGHT = 56;

    @BeforeAll
    static void needLibrary() {
        assumeTrue(OpenJpegLibrary.problem().isEmpty(), "skipped: " + OpenJpegLibrary.MISSING);
    }

    @ParameterizedTest
    @CsvSource({"grey-8, 1, 255", "grey-12, 1, 4095", "grey-16, 1, 65535", "colour-8, 3, 255"})
    void losslessPicturesRichInContrastComeBackBitForBit(String name, int components, int mask) throws Exception {
        Components decoded = decode(codestream(name));
        assertThat(decoded.planes().length).isEqualTo(components);
        for (int c = 0; c < components; c++) {
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                assertThat((int) decoded.planes()[c][i]).isEqualTo(noise(i % WIDTH, i / WIDTH, c) & mask);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"colour-smooth, 0", "colour-irreversible, 2"})
    void colourComesBackAsTheCodestreamsTransformSays(String name, int tolerance) throws Exception {
        TestObject object = object(codestream(name), "YBR_ICT", TransferSyntax.HighThroughputJpeg2000);
        byte[] rgb = Unmasked.decode(object.file(), 1).getFirst().rgb();
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            assertThat(rgb[i] & 0xFF).isBetween(smooth(pixel, i % 3) - tolerance, smooth(pixel, i % 3) + tolerance);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203"})
    void everySyntaxIsDecodedAlsoInSeveralFragments(String uid) throws Exception {
        byte[] codestream = codestream("colour-smooth");
        TestObject pieces = object(codestream, "YBR_RCT", TransferSyntax.of(uid));
        List<byte[]> fragments = Stream.concat(
                        Encoded.pieces(codestream, 1000).stream(), Encoded.pieces(codestream, 1700).stream())
                .toList();
        pieces.fragments(List.of(), fragments).frames(2);
        List<RgbFrame> frames = Unmasked.decode(pieces.file(), 9);
        assertThat(frames).hasSize(2);
        assertThat(frames.get(1).rgb()).isEqualTo(frames.get(0).rgb());
        assertThat(frames.getFirst().rgb()[0] & 0xFF).isEqualTo(smooth(0, 0));
    }

    @Test
    void twelveStoredBitsKeepTheirEightMostSignificantOnes() throws Exception {
        TestObject object = object(codestream("grey-12"), "MONOCHROME2", TransferSyntax.HighThroughputJpeg2000Lossless)
                .bits(16, 12, 11);
        byte[] rgb = Unmasked.decode(object.file(), 1).getFirst().rgb();
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            assertThat(rgb[3 * i] & 0xFF).isEqualTo((noise(i % WIDTH, i / WIDTH, 0) & 0xFFF) >> 4);
        }
    }

    @Test
    void aTruncatedCodestreamIsUndecodable() throws Exception {
        byte[] whole = codestream("grey-8");
        for (int length = 0; length < whole.length; length += 331) {
            byte[] cut = Arrays.copyOf(whole, length + 2);
            cut[length] = (byte) 0xFF;
            cut[length + 1] = (byte) 0xD9;
            TestObject object = object(cut, "MONOCHROME2", TransferSyntax.HighThroughputJpeg2000Lossless);
            assertThat(new DecodeLoop().decode(object.file(), TestObject.paper()))
                    .isInstanceOf(Undecodable.class);
        }
    }

    @Test
    void damagedCodestreamsAreDecodedOrRefused() throws Exception {
        byte[] whole = codestream("colour-8");
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            for (int k = 0; k < 3; k++) {
                damaged[random.nextInt(random.nextBoolean() ? 120 : damaged.length)] = (byte) random.nextInt();
            }
            try {
                RgbFrame frame = Unmasked.decode(
                                object(damaged, "RGB", TransferSyntax.HighThroughputJpeg2000)
                                        .file(),
                                1)
                        .getFirst();
                assertThat(frame.rgb()).hasSize(3 * frame.width() * frame.height());
            } catch (UndecodableException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    /** Found by fuzzing: an assertion of OpenJPEG as Debian builds it ends the process that it runs in. */
    @Test
    void aCodestreamThatEndsTheLibrarysProcessIsUndecodableAndTheNextOneIsDecoded() throws Exception {
        byte[] hostile = codestream("aborts-openjpeg");
        TestObject object = object(hostile, "MONOCHROME2", TransferSyntax.HighThroughputJpeg2000);
        assertThat(new DecodeLoop().decode(object.file(), TestObject.paper()))
                .isInstanceOfSatisfying(
                        Undecodable.class,
                        undecodable -> assertThat(undecodable.detail())
                                .containsAnyOf("ended the decoder", "codestream is corrupt"));
        TestObject good = object(codestream("colour-smooth"), "YBR_RCT", TransferSyntax.HighThroughputJpeg2000);
        assertThat(Unmasked.decode(good.file(), 1).getFirst().rgb()[0] & 0xFF).isEqualTo(smooth(0, 0));
    }

    @Test
    void anOlderLibraryIsNotTaken() {
        assertThat(Stream.of("2.5.0", "2.10.1", "3.0").allMatch(OpenJpegLibrary::isNewEnough))
                .isTrue();
        assertThat(Stream.of("2.4.0", "1.5", "2", "unknown").noneMatch(OpenJpegLibrary::isNewEnough))
                .isTrue();
    }

    @Test
    void ffmpegIsNeverAskedForIt() throws Exception {
        byte[] codestream = codestream("grey-8");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> FfmpegDecoder.decode(codestream, ReadCodestreamHeader.read(codestream)));
    }

    private static Components decode(byte[] codestream) throws UndecodableException {
        CodestreamHeader header = ReadCodestreamHeader.read(codestream);
        assertThat(header.coding()).isEqualTo(CodestreamHeader.Coding.HTJ2K);
        return HighThroughputDecoder.decode(codestream, header);
    }

    private static TestObject object(byte[] codestream, String photometric, TransferSyntax syntax) {
        return new TestObject(WIDTH, HEIGHT, photometric)
                .syntax(syntax)
                .fragments(List.of(), Collections.nCopies(12, codestream))
                .frames(12);
    }

    private static byte[] codestream(String name) throws IOException {
        try (InputStream resource = HighThroughputDecoderTest.class.getResourceAsStream("htj2k/" + name + ".j2c")) {
            return resource.readAllBytes();
        }
    }

    private static int noise(int x, int y, int component) {
        int value = x * 73856093 ^ y * 19349663 ^ component * 83492791;
        value ^= value >>> 13;
        value *= 0x5BD1E995;
        return value ^ value >>> 15;
    }

    private static int smooth(int pixel, int component) {
        double x = pixel % WIDTH;
        double y = pixel / WIDTH;
        return 128 + (int) Math.floor(90 * Math.sin((x + 5 * component) / 9) * Math.cos(y / 7));
    }
}
