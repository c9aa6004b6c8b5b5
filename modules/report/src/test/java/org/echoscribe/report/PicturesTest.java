package org.echoscribe.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.report.sheet.Thumbnail;
import org.echoscribe.testkit.sr.SrValidator;
import org.echoscribe.testkit.sr.SrValidators;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contact sheets and presentation states: what viewers show that show no reports. */
class PicturesTest {

    @TempDir
    Path directory;

    @Test
    void aSheetOfEveryOutcomeIsAFlawlessSecondaryCapture() throws IOException {
        List<LoopResult> results = everyOutcome();
        results.set(
                2,
                verified(
                        results.get(2),
                        VerifiedLabel.of(Optional.of(View.A2C), new Reader("Doe^Jane", "Hospital"), "1.2.3")));
        Attributes sheet = sheet(results, Samples.SYNTHETIC_MODEL);
        Path source = Samples.write(directory, "source.dcm", Samples.header(1));
        Path file = Samples.write(directory, "sheet.dcm", sheet);
        assertFlawless(SrValidators.dciodvfy(), List.of(file));
        assertFlawless(SrValidators.entities(), List.of(source, file));
        assertThat(sheet.strings(Tag.ImageType)).containsExactly("DERIVED", "SECONDARY");
        assertThat(sheet.string(Tag.ConversionType)).contains("WSD");
        assertThat(sheet.string(Tag.BurnedInAnnotation)).contains("YES");
        assertThat(sheet.string(Tag.SeriesNumber)).contains("9905");
        assertThat(sheet.string(Tag.SeriesDescription).orElseThrow()).contains("unverified", "synthetic");
        assertThat(sheet.bytes(Tag.PixelData).orElseThrow())
                .hasSize(3
                        * sheet.integer(Tag.Rows).orElseThrow()
                        * sheet.integer(Tag.Columns).orElseThrow());
    }

    @Test
    void theSameResultsGiveTheSameBytesAndOtherResultsAnotherUid() throws IOException {
        List<LoopResult> results = everyOutcome();
        Attributes first = sheet(results, Samples.MODEL);
        byte[] bytes = DataSetWriter.writeDataSet(first, TransferSyntax.ExplicitVrLittleEndian);
        assertThat(DataSetWriter.writeDataSet(
                        sheet(results.reversed(), Samples.MODEL), TransferSyntax.ExplicitVrLittleEndian))
                .isEqualTo(bytes);
        assertThat(first.string(Tag.SOPInstanceUID))
                .contains(new WriteContactSheet()
                        .sopInstanceUid(results, Completion.COMPLETE, Samples.MODEL, Samples.POLICY));
        LoopResult accepted = verified(
                results.getFirst(),
                VerifiedLabel.of(Optional.of(View.PLAX), new Reader("Doe^Jane", "Hospital"), "1.2.3"));
        results.set(0, accepted);
        assertThat(sheet(results, Samples.MODEL).string(Tag.SOPInstanceUID))
                .isNotEqualTo(first.string(Tag.SOPInstanceUID));
    }

    @Test
    void aSheetReadsBackWholeInEitherEncoding() throws IOException {
        Attributes sheet = sheet(everyOutcome(), Samples.MODEL);
        byte[] explicit = DataSetWriter.writeDataSet(sheet, TransferSyntax.ExplicitVrLittleEndian);
        Attributes read = DataSetReader.readDataSet(explicit, TransferSyntax.ExplicitVrLittleEndian);
        byte[] implicit = DataSetWriter.writeDataSet(read, TransferSyntax.ImplicitVrLittleEndian);
        assertThat(DataSetReader.readDataSet(implicit, TransferSyntax.ImplicitVrLittleEndian)
                        .bytes(Tag.PixelData))
                .contains(sheet.bytes(Tag.PixelData).orElseThrow());
    }

    @Test
    void anySourceThatLostSomethingMakesTheSheetLossy() throws IOException {
        LoopResult whole = Samples.result(1, Samples.classified(View.A2C, 0.9));
        LoopResult lossy = Samples.result(
                Samples.header(2).set(Tag.LossyImageCompression, "01"), Samples.classified(View.A3C, 0.9));
        assertThat(sheet(List.of(whole), Samples.MODEL).string(Tag.LossyImageCompression))
                .contains("00");
        assertThat(sheet(List.of(whole, lossy), Samples.MODEL).string(Tag.LossyImageCompression))
                .contains("01");
    }

    @Test
    void aStudyOfAThousandLoopsGivesASheetOfBoundedSizeWithOneThumbnailAtATime() throws IOException {
        List<LoopResult> results = new ArrayList<>();
        for (int i = 1; i <= 1000; i++) {
            results.add(Samples.result(i, Samples.classified(View.A2C, 0.9)));
        }
        Attributes sheet = sheet(results, Samples.MODEL);
        assertThat(sheet.bytes(Tag.PixelData).orElseThrow().length).isLessThan(9_000_001);
    }

    @Test
    void thePictureOfALoopStandsUnchangedInTheSheet() throws IOException {
        LoopResult only = Samples.result(1, Samples.classified(View.A2C, 0.9));
        Attributes sheet = sheet(List.of(only), Samples.MODEL);
        byte[] pixels = sheet.bytes(Tag.PixelData).orElseThrow();
        long marked = 0;
        for (int i = 0; i < pixels.length; i += 3) {
            marked += pixels[i] == 11 && pixels[i + 1] == 22 && pixels[i + 2] == 33 ? 1 : 0;
        }
        assertThat(marked).as("all but the frame of one pixel").isEqualTo(318 * 318);
    }

    @Test
    void aColourLoopsLabelIsAFlawlessColourSoftcopyPresentationState() {
        Attributes header = Samples.header(3).set(Tag.PhotometricInterpretation, "YBR_FULL_422");
        LoopResult result = Samples.result(header, Samples.classified(View.A4C_LV, 0.9731));
        Attributes state = state(result);
        assertThat(state.string(Tag.SOPClassUID)).contains(Uids.ColorSoftcopyPresentationStateStorage);
        assertThat(state.string(Tag.SeriesNumber)).contains("9904");
        Attributes text = state.item(Tag.GraphicAnnotationSequence)
                .flatMap(item -> item.item(Tag.TextObjectSequence))
                .orElseThrow();
        assertThat(text.string(Tag.UnformattedTextValue))
                .contains("AI, unverified: Apical 4 chamber, LV (97.3 %) [SYNTHETIC MODEL]");
        judge(state, header);
        assertThat(state(result)).isEqualTo(state);
    }

    @Test
    void aGreyLoopsLabelIsAFlawlessGrayscaleSoftcopyPresentationState() {
        Attributes header = Samples.header(3).set(Tag.PhotometricInterpretation, "MONOCHROME2");
        Attributes state = state(Samples.result(header, new Outcome.Abstained(Samples.scores(View.PLAX, 0.3))));
        assertThat(state.string(Tag.SOPClassUID)).contains(Uids.GrayscaleSoftcopyPresentationStateStorage);
        assertThat(state.contains(Tag.ICCProfile)).isFalse();
        judge(state, header);
    }

    @Test
    void loopsWithoutDocumentsOfTheirOwnHaveNoPresentationState() {
        Outcome still = new Outcome.NotAttempted(Outcome.NotAttemptedReason.SINGLE_FRAME, "in the test");
        assertThat(new WritePresentationState().write(Samples.result(1, still), Samples.MODEL, Samples.POLICY))
                .isEmpty();
    }

    /** Java's own colour management reads the profile, and finds in it the sRGB that it has itself. */
    @Test
    void theColourProfileIsStandardRgb() {
        ICC_Profile profile = ICC_Profile.getInstance(StandardRgbProfile.bytes());
        assertThat(profile.getProfileClass()).isEqualTo(ICC_Profile.CLASS_INPUT);
        ColorSpace ours = new ICC_ColorSpace(profile);
        ColorSpace javas = ColorSpace.getInstance(ColorSpace.CS_sRGB);
        for (float[] colour : new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0.2f, 0.5f, 0.9f}, {1, 1, 1}}) {
            float[] expected = javas.toCIEXYZ(colour);
            float[] found = ours.toCIEXYZ(colour);
            for (int i = 0; i < 3; i++) {
                assertThat(found[i]).as(Arrays.toString(colour)).isBetween(expected[i] - 0.004f, expected[i] + 0.004f);
            }
        }
    }

    private void judge(Attributes state, Attributes header) {
        Path source = Samples.write(directory, "source.dcm", header);
        Path file = Samples.write(directory, "state.dcm", state);
        assertFlawless(SrValidators.dciodvfy(), List.of(file));
        assertFlawless(SrValidators.entities(), List.of(source, file));
    }

    private static Attributes state(LoopResult result) {
        return new WritePresentationState()
                .write(result, Samples.SYNTHETIC_MODEL, Samples.POLICY)
                .orElseThrow();
    }

    private static Attributes sheet(List<LoopResult> results, ModelIdentity model) throws IOException {
        return new WriteContactSheet().write(results, Completion.COMPLETE, model, Samples.POLICY, (result, side) -> {
            boolean moving = result.outcome() instanceof Outcome.Classified;
            return moving ? Optional.of(picture(side)) : Optional.empty();
        });
    }

    private static Thumbnail picture(int side) {
        byte[] rgb = new byte[3 * side * side];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (11 * (1 + i % 3));
        }
        return new Thumbnail(side, rgb);
    }

    private static List<LoopResult> everyOutcome() {
        List<LoopResult> results = new ArrayList<>();
        for (Outcome outcome : Samples.everyOutcome()) {
            results.add(Samples.result(results.size() + 1, outcome));
        }
        return results;
    }

    private static LoopResult verified(LoopResult result, VerifiedLabel label) {
        return result.verifiedAs(Optional.of(label));
    }

    private static void assertFlawless(SrValidator validator, List<Path> files) {
        assumeTrue(
                validator.unavailable().isEmpty(),
                () -> "Skipped: " + validator.name() + " is "
                        + validator.unavailable().orElseThrow());
        assertThat(validator.problems(files)).as(validator.name()).isEmpty();
    }
}
