package org.echoscribe.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.testkit.sr.SrValidator;
import org.echoscribe.testkit.sr.SrValidators;
import org.echoscribe.vocabulary.Code;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriteCorrectionTest {

    private static final Reader READER = new Reader("Sonographer^Sam", "Example Hospital");
    private static final Instant LATER = Instant.parse("2025-03-14T11:30:00Z");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(SrSopClass.class)
    void correctionsAreFlawlessDocumentsInEverySopClass(SrSopClass srSopClass) {
        ReportPolicy policy = Samples.policy(srSopClass);
        List<Path> files = new ArrayList<>();
        for (Optional<View> view :
                List.of(Optional.of(View.A4C_RV), Optional.of(View.PSAX_LV), Optional.<View>empty())) {
            Attributes document = correction(
                    Samples.result(7, Samples.classified(View.A4C_LV, 0.97)), view, files.size() + 1, policy);
            files.add(Samples.write(directory, files.size() + ".dcm", document));
        }
        SrValidators.quick().forEach(validator -> assertFlawless(validator, files));
        if (srSopClass == SrSopClass.COMPREHENSIVE_3D) {
            assertFlawless(SrValidators.xmlRoundTrip(), files);
            assertFlawless(SrValidators.templates(), files);
            List<Path> withSource = new ArrayList<>(files);
            withSource.addFirst(Samples.write(directory, "source.dcm", Samples.header(7)));
            assertFlawless(SrValidators.entities(), withSource);
        }
    }

    @Test
    void aCorrectionIsVerifiedAndFinalAndNamesTheModelsDocument() {
        LoopResult result = Samples.result(7, Samples.classified(View.A4C_LV, 0.97));
        Attributes ai = new WriteLoopReport()
                .write(result, Samples.MODEL, Samples.POLICY)
                .orElseThrow();
        Attributes document = correction(result, Optional.of(View.A4C_RV), 1, Samples.POLICY);
        assertThat(document.string(Tag.VerificationFlag)).contains("VERIFIED");
        assertThat(document.string(Tag.PreliminaryFlag)).contains("FINAL");
        assertThat(document.string(Tag.CompletionFlag)).contains("COMPLETE");
        assertThat(document.string(Tag.SeriesNumber)).contains("9903");
        assertThat(document.contains(Tag.ContributingEquipmentSequence)).isFalse();
        Attributes observer = document.item(Tag.VerifyingObserverSequence).orElseThrow();
        assertThat(observer.string(Tag.VerifyingObserverName)).contains("Sonographer^Sam");
        assertThat(observer.string(Tag.VerifyingOrganization)).contains("Example Hospital");
        assertThat(observer.string(Tag.VerificationDateTime)).contains("20250314130000+0130");

        ViewReport read = new ReadViewReport().read(document).orElseThrow();
        ViewReport ofModel = new ReadViewReport().read(ai).orElseThrow();
        assertThat(read.verified()).isTrue();
        assertThat(read.reader()).contains(READER);
        assertThat(read.statedAt(java.time.ZoneOffset.UTC)).contains(LATER);
        assertThat(read.predecessorUids()).containsExactly(ofModel.sopInstanceUid());
        ViewLabel label = read.labels().getFirst();
        assertThat(label.view()).contains(View.A4C_RV);
        assertThat(label.trackingUid()).isEqualTo(ofModel.labels().getFirst().trackingUid());
        assertThat(label.certaintyPercent()).isEmpty();
        assertThat(label.algorithmName()).isEmpty();
        assertThat(label.percentByClass()).isEmpty();
    }

    @Test
    void anAcceptanceIsTheSameObjectWithTheSameLabel() {
        LoopResult result = Samples.result(7, Samples.classified(View.A4C_LV, 0.97));
        Attributes accepted = correction(result, Optional.of(View.A4C_LV), 1, Samples.POLICY);
        Attributes changed = correction(result, Optional.of(View.A4C_RV), 1, Samples.POLICY);
        assertThat(accepted.elements().stream().map(element -> element.tag()).toList())
                .isEqualTo(changed.elements().stream()
                        .map(element -> element.tag())
                        .toList());
        assertThat(new ReadViewReport().read(accepted).orElseThrow().labels())
                .extracting(ViewLabel::view)
                .containsExactly(Optional.of(View.A4C_LV));
    }

    @Test
    void theUidIsThatOfTheCorrectedDocumentAndTheNumber() {
        LoopResult result = Samples.result(7, Samples.classified(View.A4C_LV, 0.97));
        Attributes first = correction(result, Optional.of(View.A4C_RV), 1, Samples.POLICY);
        assertThat(correction(result, Optional.of(View.A4C_RV), 1, Samples.POLICY))
                .isEqualTo(first);
        assertThat(correction(result, Optional.of(View.A4C_RV), 2, Samples.POLICY)
                        .string(Tag.SOPInstanceUID))
                .isNotEqualTo(first.string(Tag.SOPInstanceUID));
        assertThatIllegalArgumentException().isThrownBy(() -> new Correction(0, Optional.empty(), READER, LATER));
    }

    @Test
    void aLoopThatTheModelFailedOnCanBeLabelledByAPerson() {
        LoopResult failed = Samples.result(7, new Outcome.Failed(Outcome.FailureReason.NOT_DECODABLE, "in the test"));
        Attributes document = new WriteCorrection()
                .write(
                        failed,
                        new Correction(1, Optional.of(View.A2C), READER, LATER),
                        Optional.empty(),
                        Samples.MODEL,
                        Samples.POLICY);
        assertThat(document.contains(Tag.PredecessorDocumentsSequence)).isFalse();
        assertFlawless(SrValidators.dciodvfy(), List.of(Samples.write(directory, "failed.dcm", document)));
    }

    @ParameterizedTest
    @EnumSource(SrSopClass.class)
    void aSummaryTakesThePersonsWordAndStaysFlawless(SrSopClass srSopClass) {
        LoopResult said = Samples.result(1, Samples.classified(View.A4C_LV, 0.97));
        VerifiedLabel label = VerifiedLabel.of(Optional.of(View.A4C_RV), READER, "1.2.3");
        VerifiedLabel none = VerifiedLabel.of(Optional.empty(), READER, "1.2.4");
        VerifiedLabel foreign = new VerifiedLabel(
                Optional.empty(),
                Optional.of(new Code("399106004", "SCT", "Suprasternal long axis")),
                Optional.empty(),
                READER,
                "1.2.5");
        List<LoopResult> results = List.of(
                said.verifiedAs(Optional.of(label)),
                Samples.result(2, Samples.classified(View.PLAX, 0.9)).verifiedAs(Optional.of(none)),
                Samples.result(3, Samples.classified(View.SUPRASTERNAL, 0.9)).verifiedAs(Optional.of(foreign)),
                Samples.result(4, Samples.classified(View.APEX, 0.9)));
        ReportPolicy policy = Samples.policy(srSopClass);
        Attributes summary =
                new WriteStudySummary().write(results, Completion.COMPLETE, Optional.empty(), Samples.MODEL, policy);
        ViewReport read = new ReadViewReport().read(summary).orElseThrow();
        assertThat(read.verified()).isFalse();
        assertThat(read.labels())
                .extracting(ViewLabel::view)
                .containsExactly(Optional.of(View.A4C_RV), Optional.empty(), Optional.empty(), Optional.of(View.APEX));
        assertThat(read.overallComment().orElseThrow()).contains("verified by readers: 3");
        List<Path> files = List.of(Samples.write(directory, "summary.dcm", summary));
        SrValidators.quick().forEach(validator -> assertFlawless(validator, files));
        if (srSopClass == SrSopClass.COMPREHENSIVE_3D) {
            assertFlawless(SrValidators.templates(), files);
        }
        Attributes before = new WriteStudySummary()
                .write(
                        results.stream()
                                .map(result -> result.verifiedAs(Optional.empty()))
                                .toList(),
                        Completion.COMPLETE,
                        Optional.empty(),
                        Samples.MODEL,
                        policy);
        assertThat(summary.string(Tag.SOPInstanceUID)).isNotEqualTo(before.string(Tag.SOPInstanceUID));
    }

    private static Attributes correction(LoopResult result, Optional<View> view, int number, ReportPolicy policy) {
        Attributes corrected =
                new WriteLoopReport().write(result, Samples.MODEL, policy).orElseThrow();
        return new WriteCorrection()
                .write(
                        result,
                        new Correction(number, view, READER, LATER),
                        Optional.of(DocumentReference.of(corrected)),
                        Samples.MODEL,
                        policy);
    }

    private static void assertFlawless(SrValidator validator, List<Path> files) {
        assumeTrue(
                validator.unavailable().isEmpty(),
                () -> "Skipped: " + validator.name() + " is "
                        + validator.unavailable().orElseThrow());
        assertThat(validator.problems(files)).as(validator.name()).isEmpty();
    }
}
