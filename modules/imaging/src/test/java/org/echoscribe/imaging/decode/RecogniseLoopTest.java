package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.echoscribe.vocabulary.Outcome.NotAttemptedReason.SINGLE_FRAME;
import static org.echoscribe.vocabulary.Outcome.NotAttemptedReason.SPECTRAL_OR_M_MODE;
import static org.echoscribe.vocabulary.Outcome.NotAttemptedReason.TOO_FEW_FRAMES;
import static org.echoscribe.vocabulary.Outcome.NotAttemptedReason.UNSUPPORTED_IMAGE_TYPE;

import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.imaging.decode.DecodeResult.Decoded;
import org.echoscribe.imaging.decode.DecodeResult.NotAttempted;
import org.echoscribe.vocabulary.Outcome.NotAttemptedReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecogniseLoopTest {

    @Test
    void oneFrameIsAStillPicture() throws Exception {
        assertNotAttempted(loop(1), SINGLE_FRAME, "still picture");
        assertNotAttempted(
                loop(1).text(Tag.NumberOfFrames, Vr.IS).text(Tag.SOPClassUID, Vr.UI, Uids.UltrasoundImageStorage),
                SINGLE_FRAME,
                "still picture");
        assertNotAttempted(loop(1).frames("1A"), SINGLE_FRAME, "still picture");
    }

    @Test
    void fewerFramesThanTheNetworkNeedsAreTooFew() throws Exception {
        assertNotAttempted(loop(9), TOO_FEW_FRAMES, "9 frames, the network needs at least 10");
        assertNotAttempted(loop(9).frames("1A"), TOO_FEW_FRAMES, "9 frames");
        assertNotAttempted(loop(9).frames(40), TOO_FEW_FRAMES, "9 frames");
    }

    @Test
    void anUnusableNumberOfFramesIsCountedInThePixelData() throws Exception {
        assertThat(MaskingTest.decode(loop(12).frames("1A")).totalFrames()).isEqualTo(12);
        assertThat(MaskingTest.decode(loop(12).frames("0")).totalFrames()).isEqualTo(12);
        assertThat(MaskingTest.decode(loop(12).frames("-3")).totalFrames()).isEqualTo(12);
        assertThat(MaskingTest.decode(loop(12).frames("9999")).totalFrames()).isEqualTo(12);
    }

    @Test
    void spectralDopplerAndMModeWithoutTwoDimensionalRegionAreRecognisedBeforeDecoding() throws Exception {
        assertNotAttempted(corrupt(loop(12).region(3, 0, 0, 99, 99)), SPECTRAL_OR_M_MODE, "spectral Doppler or M-mode");
        assertNotAttempted(corrupt(loop(12).region(2, 0, 0, 99, 99)), SPECTRAL_OR_M_MODE, "spectral Doppler or M-mode");
    }

    @Test
    void aTwoDimensionalRegionBesideASpectralOneIsStillALoop() throws Exception {
        DecodeResult result = decode(loop(12).region(1, 0, 0, 199, 130).region(3, 0, 131, 199, 159));
        assertThat(result).isInstanceOf(Decoded.class);
    }

    @Test
    void colourDopplerIsALoop() throws Exception {
        assertThat(decode(loop(12).integer(Tag.UltrasoundColorDataPresent, 1))).isInstanceOf(Decoded.class);
    }

    @Test
    void otherObjectsAreUnsupported() throws Exception {
        assertNotAttempted(
                loop(12).text(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.6.2"),
                UNSUPPORTED_IMAGE_TYPE,
                "this SOP class");
        assertNotAttempted(loop(12).text(Tag.SOPClassUID, Vr.UI), UNSUPPORTED_IMAGE_TYPE, "no SOP Class UID");
        assertNotAttempted(
                loop(12).text(Tag.PresentationIntentType, Vr.CS, "FOR PROCESSING"), UNSUPPORTED_IMAGE_TYPE, "a volume");
        assertNotAttempted(
                new TestObject(8, 8, "RGB").frames(24), UNSUPPORTED_IMAGE_TYPE, "holds no Pixel Data (7FE0,0010)");
    }

    @ParameterizedTest
    @CsvSource({"DEFINITY, false", "Sonovue 2 ml, false", "NONE, true", "no, true", "'', true"})
    void loopsWithContrastAreNotWhatTheNetworkKnows(String agent, boolean attempted) throws Exception {
        TestObject object = loop(12).text(Tag.ContrastBolusAgent, Vr.LO, agent);
        if (attempted) {
            assertThat(decode(object)).isInstanceOf(Decoded.class);
        } else {
            assertNotAttempted(object, UNSUPPORTED_IMAGE_TYPE, "Contrast/Bolus Agent (0018,0010)");
        }
    }

    @Test
    void theRetiredUltrasoundClassIsALoopToo() throws Exception {
        assertThat(decode(loop(12).text(Tag.SOPClassUID, Vr.UI, Uids.UltrasoundMultiFrameImageStorageRetired)))
                .isInstanceOf(Decoded.class);
    }

    private static TestObject loop(int frames) {
        return PhantomFan.object(PhantomFan.frames(frames, 7));
    }

    private static TestObject corrupt(TestObject object) {
        return object.bits(32, 77, 0);
    }

    private static DecodeResult decode(TestObject object) throws Exception {
        return new DecodeLoop().decode(object.file(), TestObject.paper());
    }

    private static void assertNotAttempted(TestObject object, NotAttemptedReason reason, String detail)
            throws Exception {
        assertThat(decode(object)).isInstanceOfSatisfying(NotAttempted.class, result -> {
            assertThat(result.reason()).isEqualTo(reason);
            assertThat(result.detail()).contains(detail);
        });
    }
}
