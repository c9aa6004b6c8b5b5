package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.imaging.decode.DecodeResult.Undecodable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodestreamDecidesTest {
    private static final int SIDE = 32;

    @ParameterizedTest
    @ValueSource(strings = {"RGB", "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_420"})
    void aColourJpegIsYcbcrWhateverTheHeaderSays(String photometric) throws Exception {
        byte[] jpeg = Encoded.jpeg(LocateFramesTest.plain(180, 60, 20), SIDE, SIDE);
        for (byte[] codestream : List.of(jpeg, Encoded.withoutJfif(jpeg))) {
            byte[] rgb = decode(new TestObject(SIDE, SIDE, photometric), codestream);
            assertThat(rgb[0] & 0xFF).isBetween(176, 184);
            assertThat(rgb[1] & 0xFF).isBetween(56, 64);
            assertThat(rgb[2] & 0xFF).isBetween(16, 24);
        }
    }

    @Test
    void theCodestreamsSizeWinsOverTheHeaders() throws Exception {
        TestObject object =
                jpeg(new TestObject(1000, 7, "RGB"), Encoded.jpeg(LocateFramesTest.plain(9, 9, 9), SIDE, SIDE));
        RgbFrame frame = Unmasked.decode(object.file(), 1).getFirst();
        assertThat(frame.width()).isEqualTo(SIDE);
        assertThat(frame.height()).isEqualTo(SIDE);
    }

    @Test
    void aTruncatedJpegIsRefusedInsteadOfBeingFilledWithGrey() throws Exception {
        byte[] whole = Encoded.jpeg(PhantomFan.frames(1, 1).getFirst(), PhantomFan.WIDTH, PhantomFan.HEIGHT);
        List<byte[]> frames = Collections.nCopies(12, Arrays.copyOf(whole, whole.length / 2));
        TestObject object = new TestObject(PhantomFan.WIDTH, PhantomFan.HEIGHT, "YBR_FULL_422")
                .syntax(TransferSyntax.JpegBaseline8Bit)
                .fragments(List.of(), frames)
                .frames(12);
        assertUndecodable(object, "frame 1 cannot be decoded: its codestream ends without an end marker");
    }

    @Test
    void aCodestreamOfAbsurdSizeIsRefusedBeforeItIsDecoded() throws Exception {
        byte[] jpeg = Encoded.jpeg(LocateFramesTest.plain(9, 9, 9), SIDE, SIDE);
        int frameHeader = indexOf(jpeg, 0xC0);
        for (int i = 5; i < 9; i++) {
            jpeg[frameHeader + i] = (byte) 0xFF;
        }
        assertUndecodable(
                jpeg(new TestObject(SIDE, SIDE, "RGB"), jpeg).frames(12),
                "frames of 65535 x 65535 pixels exceed the limit");
    }

    @Test
    void withoutFfmpegsSystemLibrariesTheResultNamesThePackagesThatMendIt() throws Exception {
        byte[] header = UncompressedFramesTest.bytes(
                0xFF, 0xD8, 0xFF, 0xF7, 0, 11, 8, 0, 32, 0, 32, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, 0xFF,
                0xD9);
        TestObject object = new TestObject(SIDE, SIDE, "MONOCHROME2")
                .syntax(TransferSyntax.JpegLsLossless)
                .fragments(List.of(), Collections.nCopies(12, header))
                .frames(12);
        DecodeLoop withoutFfmpeg =
                new DecodeLoop(DecodeLimits.defaults(), Runnable::run, () -> Optional.of(FfmpegLibrary.MISSING));
        assertThat(withoutFfmpeg.decode(object.file(), TestObject.paper()))
                .isInstanceOfSatisfying(
                        Undecodable.class,
                        result -> assertThat(result.detail())
                                .contains("libva2")
                                .contains("libva-drm2")
                                .contains("libdrm2")
                                .contains("retry"));
    }

    @Test
    void whateverLibraryIsMissingIsNamedWithItsPackageAndWhatToDoThen() {
        assertThat(List.of(
                        FfmpegLibrary.MISSING, OpenJpegLibrary.MISSING, CharlsLibrary.MISSING, JpegXlLibrary.MISSING))
                .allSatisfy(reason -> assertThat(reason)
                        .containsPattern("lib[a-z]+\\S*\\d")
                        .contains("install", "restart", "retry the object"));
    }

    @Test
    void aLosslessCodestreamOfGarbageIsUndecodable() throws Exception {
        byte[] garbage = UncompressedFramesTest.bytes(
                0xFF, 0xD8, 0xFF, 0xC3, 0, 11, 8, 0, 32, 0, 32, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 0, 0, 1, 2,
                3, 0xFF, 0xD9);
        TestObject object = new TestObject(SIDE, SIDE, "MONOCHROME2")
                .syntax(TransferSyntax.JpegLosslessSv1)
                .fragments(List.of(), Collections.nCopies(12, garbage))
                .frames(12);
        assertUndecodable(object, "frame 1 cannot be decoded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10008.1.2.4.94", "1.2.826.0.1.3680043.10.9999.1"})
    void whatThisVersionDoesNotDecodeIsNamed(String syntax) throws Exception {
        TestObject object = new TestObject(SIDE, SIDE, "RGB")
                .syntax(TransferSyntax.of(syntax))
                .fragments(List.of(), List.of(new byte[100]))
                .frames(12);
        assertUndecodable(object, syntax);
        assertUndecodable(object, "is not decodable by this version");
    }

    @Test
    void absurdHeadersAreRefusedBeforeAnythingIsAllocated() throws Exception {
        TestObject huge = new TestObject(65535, 65535, "RGB").uncompressed(Vr.OB, new byte[64]);
        assertUndecodable(huge.frames(12), "frames of 65535 x 65535 pixels exceed the limit");
        TestObject many = new TestObject(8, 8, "RGB").uncompressed(Vr.OB, new byte[64]);
        assertUndecodable(many.frames(1_000_000), "1000000 frames exceed the limit of 100000");
        TestObject short1 = new TestObject(80, 80, "RGB").uncompressed(Vr.OB, new byte[64]);
        assertUndecodable(short1.frames(12), "holds 64 bytes, but one frame takes 19200");
        assertUndecodable(short1.frames(12).integer(Tag.Rows, 0), "Rows (0028,0010) is 0");
    }

    @Test
    void framesThatTakeTooMuchMemoryTogetherAreRefused() throws Exception {
        DecodeLimits tight = new DecodeLimits(8192, 8192, 1 << 20, 1000, 200_000);
        TestObject object = PhantomFan.object(PhantomFan.frames(12, 1));
        assertThat(new DecodeLoop(tight, Runnable::run).decode(object.file(), TestObject.paper()))
                .isInstanceOfSatisfying(
                        Undecodable.class, result -> assertThat(result.detail()).contains("above the limit of 200000"));
    }

    private static void assertUndecodable(TestObject object, String detail) throws Exception {
        assertThat(new DecodeLoop().decode(object.file(), TestObject.paper()))
                .isInstanceOfSatisfying(
                        Undecodable.class, result -> assertThat(result.detail()).contains(detail));
    }

    private static byte[] decode(TestObject object, byte[] codestream) throws Exception {
        return Unmasked.decode(jpeg(object, codestream).file(), 1).getFirst().rgb();
    }

    private static TestObject jpeg(TestObject object, byte[] codestream) {
        return object.syntax(TransferSyntax.JpegBaseline8Bit)
                .fragments(List.of(), Collections.nCopies(12, codestream))
                .frames(12);
    }

    private static int indexOf(byte[] jpeg, int marker) {
        for (int i = 0; i + 1 < jpeg.length; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == marker) {
                return i;
            }
        }
        throw new AssertionError("no such marker");
    }
}
