package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Vr;
import org.junit.jupiter.api.Test;

class UncompressedFramesTest {

    @Test
    void monochrome2IsGreyAndMonochrome1IsItsNegative() throws Exception {
        byte[] samples = bytes(0, 1, 128, 255);
        assertThat(decode(new TestObject(2, 2, "MONOCHROME2").uncompressed(Vr.OB, samples)))
                .isEqualTo(bytes(0, 0, 0, 1, 1, 1, 128, 128, 128, 255, 255, 255));
        assertThat(decode(new TestObject(2, 2, "MONOCHROME1").uncompressed(Vr.OB, samples)))
                .isEqualTo(bytes(255, 255, 255, 254, 254, 254, 127, 127, 127, 0, 0, 0));
    }

    @Test
    void sixteenBitSamplesKeepTheirMostSignificantStoredBitsInEitherByteOrder() throws Exception {
        TestObject little =
                new TestObject(2, 1, "MONOCHROME2").bits(16, 12, 11).uncompressed(Vr.OW, bytes(0xF0, 0x0F, 0x10, 0x08));
        assertThat(decode(little)).isEqualTo(bytes(255, 255, 255, 129, 129, 129));
        TestObject big = new TestObject(2, 1, "MONOCHROME2")
                .bits(16, 12, 11)
                .syntax(TransferSyntax.ExplicitVrBigEndian)
                .uncompressed(Vr.OW, bytes(0x0F, 0xF0, 0x08, 0x10));
        assertThat(decode(big)).isEqualTo(bytes(255, 255, 255, 129, 129, 129));
    }

    @Test
    void bitsAboveAndBelowTheStoredOnesAreCutAway() throws Exception {
        TestObject shifted = new TestObject(1, 1, "MONOCHROME2").bits(16, 8, 11).uncompressed(Vr.OW, bytes(0xBF, 0xFA));
        assertThat(decode(shifted)).isEqualTo(bytes(0xAB, 0xAB, 0xAB));
    }

    @Test
    void signedSamplesAreShiftedAboveZero() throws Exception {
        TestObject signed = new TestObject(3, 1, "MONOCHROME2")
                .integer(Tag.PixelRepresentation, 1)
                .uncompressed(Vr.OB, bytes(-128, 0, 127));
        assertThat(decode(signed)).isEqualTo(bytes(0, 0, 0, 128, 128, 128, 255, 255, 255));
    }

    @Test
    void planarAndInterleavedRgbAreTheSamePicture() throws Exception {
        TestObject interleaved = new TestObject(2, 1, "RGB").uncompressed(Vr.OB, bytes(1, 2, 3, 4, 5, 6));
        TestObject planar = new TestObject(2, 1, "RGB")
                .integer(Tag.PlanarConfiguration, 1)
                .uncompressed(Vr.OB, bytes(1, 4, 2, 5, 3, 6));
        assertThat(decode(interleaved)).isEqualTo(bytes(1, 2, 3, 4, 5, 6)).isEqualTo(decode(planar));
    }

    @Test
    void eightBitSamplesInBigEndianWordsAreSwappedBack() throws Exception {
        TestObject words = new TestObject(2, 1, "MONOCHROME2")
                .syntax(TransferSyntax.ExplicitVrBigEndian)
                .uncompressed(Vr.OW, bytes(2, 1));
        assertThat(decode(words)).isEqualTo(bytes(1, 1, 1, 2, 2, 2));
    }

    @Test
    void ybrFullFollowsTheStandardsEquations() throws Exception {
        TestObject primaries = new TestObject(4, 1, "YBR_FULL")
                .uncompressed(Vr.OB, bytes(76, 85, 255, 150, 44, 21, 29, 255, 107, 200, 128, 128));
        assertThat(decode(primaries)).isEqualTo(bytes(254, 0, 0, 0, 255, 1, 0, 0, 254, 200, 200, 200));
    }

    @Test
    void twoPixelsOfYbrFull422ShareTheirChroma() throws Exception {
        TestObject halved = new TestObject(2, 1, "YBR_FULL_422").uncompressed(Vr.OB, bytes(100, 200, 128, 128));
        assertThat(decode(halved)).isEqualTo(bytes(100, 100, 100, 200, 200, 200));
    }

    @Test
    void ybrFull422ThatIsNotSubsampledAfterAllIsReadAsItIs() throws Exception {
        TestObject whole =
                new TestObject(2, 1, "YBR_FULL_422").uncompressed(Vr.OB, bytes(100, 128, 128, 200, 128, 128));
        assertThat(decode(whole)).isEqualTo(bytes(100, 100, 100, 200, 200, 200));
    }

    @Test
    void impossibleLayoutsAreRefusedByName() {
        assertThatThrownBy(() -> decode(new TestObject(2, 1, "RGB").bits(8, 12, 11)))
                .hasMessageContaining("Bits Stored (0028,0101) is 12 of 8");
        assertThatThrownBy(() -> decode(new TestObject(2, 1, "RGB").bits(32, 32, 31)))
                .hasMessageContaining("Bits Allocated (0028,0100) is 32");
        assertThatThrownBy(() -> decode(new TestObject(2, 1, "RGB").integer(Tag.SamplesPerPixel, 4)))
                .hasMessageContaining("Samples per Pixel (0028,0002) is 4");
        assertThatThrownBy(() -> decode(new TestObject(2, 1, "RGB").integer(Tag.SamplesPerPixel, 1)))
                .hasMessageContaining("needs 3");
        assertThatThrownBy(() -> decode(new TestObject(2, 1, "HSV")))
                .hasMessageContaining("Photometric Interpretation");
    }

    private static byte[] decode(TestObject object) throws Exception {
        if (object.file().pixelData().isEmpty()) {
            object.uncompressed(Vr.OB, new byte[6]);
        }
        return Unmasked.decode(object.file(), 1).getFirst().rgb();
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
