package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Vr;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocateFramesTest {
    private static final int SIDE = 32;
    private static byte[] red;
    private static byte[] blue;

    @BeforeAll
    static void encode() {
        red = Encoded.jpeg(plain(200, 0, 0), SIDE, SIDE);
        blue = Encoded.jpeg(plain(0, 0, 200), SIDE, SIDE);
    }

    @Test
    void asManyFragmentsAsFramesAreOneFrameEachWhateverTheTableSays() throws Exception {
        assertRedThenBlue(jpeg(List.of(), List.of(red, blue)).frames(2));
        assertRedThenBlue(jpeg(List.of(0L, 4L), List.of(red, blue)).frames(2));
        assertRedThenBlue(jpeg(List.of(0L, 0xFFFFFFFFL), List.of(red, blue)).frames(2));
    }

    /** With it each frame is one fragment (PS3.5 A.4), so it tells nothing that the fragments do not, and may lie. */
    @Test
    void anExtendedOffsetTableIsNotNeededAndNotBelieved() throws Exception {
        byte[] wrong = new byte[16];
        Arrays.fill(wrong, (byte) 0x7F);
        assertRedThenBlue(jpeg(List.of(), List.of(red, blue))
                .bytes(Tag.ExtendedOffsetTable, Vr.OV, wrong)
                .bytes(Tag.ExtendedOffsetTableLengths, Vr.OV, wrong)
                .frames(2));
    }

    @Test
    void aFrameOfSeveralFragmentsIsFoundByItsOffset() throws Exception {
        List<byte[]> fragments = new ArrayList<>(Encoded.pieces(red, 100));
        long second = red.length + 8L * fragments.size();
        fragments.add(blue);
        assertRedThenBlue(jpeg(List.of(0L, second), fragments).frames(2));
    }

    @Test
    void withoutAUsableTableTheCodestreamsTellWhereFramesBegin() throws Exception {
        List<byte[]> fragments = Stream.concat(Encoded.pieces(red, 100).stream(), Encoded.pieces(blue, 70).stream())
                .toList();
        assertRedThenBlue(jpeg(List.of(), fragments).frames(2));
        assertRedThenBlue(jpeg(List.of(0L, 11L), fragments).frames(2));
        assertRedThenBlue(jpeg(List.of(), fragments).frames("garbage"));
        assertRedThenBlue(jpeg(List.of(), fragments).frames(fragments.size()));
        assertRedThenBlue(jpeg(List.of(), fragments).frames(30));
    }

    @Test
    void oneFrameOwnsAllFragments() throws Exception {
        TestObject object = jpeg(List.of(), Encoded.pieces(red, 50)).frames(1);
        assertThat(Unmasked.decode(object.file(), 9)).hasSize(1);
    }

    @Test
    void emptyFragmentsBetweenFramesAreNoFrames() throws Exception {
        assertRedThenBlue(jpeg(List.of(), List.of(new byte[0], red, new byte[0], blue, new byte[0]))
                .frames(2));
    }

    @Test
    void anEmptyFragmentInTheFramesPlaceNamesTheFrame() {
        TestObject object = jpeg(List.of(), List.of(red, new byte[0])).frames(2);
        assertThatThrownBy(() -> Unmasked.decode(object.file(), 2))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("frame 2")
                .hasMessageContaining("is empty");
    }

    @Test
    void fragmentsThatBeginNoCodestreamAreRefused() {
        byte[] noise = new byte[300];
        Arrays.fill(noise, (byte) 7);
        assertThatThrownBy(() -> Unmasked.decode(
                        jpeg(List.of(), List.of(noise, noise)).frames(3).file(), 1))
                .hasMessageContaining("begins no JPEG");
        assertThatThrownBy(() ->
                        Unmasked.decode(jpeg(List.of(), List.of()).frames(3).file(), 1))
                .hasMessageContaining("holds no fragment");
        assertThatThrownBy(() -> Unmasked.decode(
                        jpeg(List.of(), List.of(new byte[0], new byte[0]))
                                .frames(3)
                                .file(),
                        1))
                .hasMessageContaining("every fragment of the pixel data is empty");
    }

    @Test
    void tenThousandTinyFragmentsAreOneFrame() throws Exception {
        byte[] padded = Arrays.copyOf(red, 10_000);
        byte[] tail = {(byte) 0xFF, (byte) 0xD9};
        System.arraycopy(tail, 0, padded, padded.length - 2, 2);
        TestObject object = jpeg(List.of(), Encoded.pieces(padded, 4)).frames(1);
        assertThat(Unmasked.decode(object.file(), 1)).hasSize(1);
    }

    private static void assertRedThenBlue(TestObject object) throws Exception {
        List<RgbFrame> frames = Unmasked.decode(object.file(), 9);
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0).rgb()[0] & 0xFF).isBetween(190, 210);
        assertThat(frames.get(0).rgb()[2] & 0xFF).isLessThan(20);
        assertThat(frames.get(1).rgb()[0] & 0xFF).isLessThan(20);
        assertThat(frames.get(1).rgb()[2] & 0xFF).isBetween(190, 210);
    }

    private static TestObject jpeg(List<Long> offsets, List<byte[]> fragments) {
        return new TestObject(SIDE, SIDE, "YBR_FULL_422")
                .syntax(TransferSyntax.JpegBaseline8Bit)
                .fragments(offsets, fragments);
    }

    static byte[] plain(int red, int green, int blue) {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }
        return rgb;
    }
}
