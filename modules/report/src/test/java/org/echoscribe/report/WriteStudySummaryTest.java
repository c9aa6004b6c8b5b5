package org.echoscribe.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.report.content.CodeItems;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.NameBasedUid;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.Outcome.FailureReason;
import org.echoscribe.vocabulary.Outcome.NotAttemptedReason;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;

class WriteStudySummaryTest {

    private final WriteStudySummary write = new WriteStudySummary();
    private final List<LoopResult> results = List.of(
            Samples.result(12, Samples.classified(View.A4C_LV, 0.9731)),
            Samples.result(3, new Outcome.Abstained(Samples.scores(View.PLAX, 0.4))),
            Samples.result(7, new Outcome.NotAttempted(NotAttemptedReason.SINGLE_FRAME, "")),
            Samples.result(9, new Outcome.Failed(FailureReason.NOT_DECODABLE, "")),
            Samples.result(1, Samples.classified(View.APEX, 0.51)));

    @Test
    void everyObjectHasItsGroupInReadingOrderAndTheCommentCountsThem() {
        ViewReport summary =
                new ReadViewReport().read(summary(results, Completion.COMPLETE)).orElseThrow();
        assertThat(summary.labels())
                .extracting(ViewLabel::sourceSopInstanceUid)
                .containsExactly(
                        results.get(4).header().sopInstanceUid(),
                        results.get(1).header().sopInstanceUid(),
                        results.get(2).header().sopInstanceUid(),
                        results.get(3).header().sopInstanceUid(),
                        results.get(0).header().sopInstanceUid());
        assertThat(summary.overallComment())
                .contains("Loops received: 5; classified: 2; indeterminate: 1; not attempted: 1; failed: 1");
    }

    @Test
    void onlyAClosedStudysSummaryIsComplete() {
        Attributes partial = summary(results, Completion.PARTIAL);
        Attributes complete = summary(results, Completion.COMPLETE);
        assertThat(partial.string(Tag.CompletionFlag)).contains("PARTIAL");
        assertThat(partial.string(Tag.CompletionFlagDescription)).isPresent();
        assertThat(complete.string(Tag.CompletionFlag)).contains("COMPLETE");
        assertThat(complete.contains(Tag.CompletionFlagDescription)).isFalse();
        for (Attributes summary : List.of(partial, complete)) {
            assertThat(summary.string(Tag.VerificationFlag)).contains("UNVERIFIED");
            assertThat(summary.string(Tag.PreliminaryFlag)).contains("PRELIMINARY");
        }
        assertThat(uid(partial)).isNotEqualTo(uid(complete));
    }

    @Test
    void theOrderOfTheResultsDoesNotMatter() {
        Attributes expected = summary(results, Completion.COMPLETE);
        List<LoopResult> shuffled = new ArrayList<>(results);
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(summary(shuffled, Completion.COMPLETE)).isEqualTo(expected);
        }
    }

    @Test
    void aLateLoopOrAnotherOutcomeGivesAnotherUid() {
        String before = uid(summary(results, Completion.COMPLETE));
        List<LoopResult> withLate = new ArrayList<>(results);
        withLate.add(Samples.result(20, Samples.classified(View.A2C, 0.9)));
        List<LoopResult> withOther = new ArrayList<>(results);
        withOther.set(0, Samples.result(12, Samples.classified(View.A5C, 0.9731)));
        List<LoopResult> withLastDecimal = new ArrayList<>(results);
        withLastDecimal.set(0, Samples.result(12, Samples.classified(View.A4C_LV, 0.97309)));
        assertThat(uid(summary(withLate, Completion.COMPLETE))).isNotEqualTo(before);
        assertThat(uid(summary(withOther, Completion.COMPLETE))).isNotEqualTo(before);
        assertThat(uid(summary(withLastDecimal, Completion.COMPLETE))).isEqualTo(before);
    }

    @Test
    void aSummaryNamesTheOneItReplacesButNeverItself() {
        Attributes partial = summary(results, Completion.PARTIAL);
        Attributes complete = write.write(
                results,
                Completion.COMPLETE,
                Optional.of(DocumentReference.of(partial)),
                Samples.MODEL,
                Samples.POLICY);
        assertThat(new ReadViewReport().read(complete).orElseThrow().predecessorUids())
                .containsExactly(uid(partial));
        Attributes again = write.write(
                results, Completion.PARTIAL, Optional.of(DocumentReference.of(partial)), Samples.MODEL, Samples.POLICY);
        assertThat(again.contains(Tag.PredecessorDocumentsSequence)).isFalse();
    }

    @Test
    void eachLoopNamesTheModelThatDecidedAboutItWhoeverTheDocumentIsWrittenFor() {
        List<LoopResult> mixed = new ArrayList<>(results);
        mixed.set(0, Samples.byOther(results.get(0)));
        Attributes document = summary(mixed, Completion.COMPLETE);

        List<ViewLabel> labels =
                new ReadViewReport().read(document).orElseThrow().labels();
        for (ViewLabel label : labels) {
            boolean byOther = label.sourceSopInstanceUid()
                    .equals(results.getFirst().loop().sopInstanceUid());
            ModelIdentity model = byOther ? Samples.SYNTHETIC_MODEL : Samples.MODEL;
            assertThat(label.algorithmParameters()).contains("model-sha256=" + model.sha256());
            assertThat(label.algorithmParameters().contains("min-certainty=70 %"))
                    .isEqualTo(byOther);
        }
        assertThat(document.items(Tag.ContributingEquipmentSequence))
                .extracting(item -> item.string(Tag.DeviceUID).orElseThrow())
                .containsExactly(
                        NameBasedUid.of("device", Samples.MODEL.sha256()),
                        NameBasedUid.of("device", Samples.SYNTHETIC_MODEL.sha256()));
        assertThat(document.string(Tag.SeriesDescription).orElseThrow()).containsIgnoringCase("synthetic");
    }

    @Test
    void whoDecidedIsPartOfItsIdentityAndNamingTheDocumentsOwnModelChangesNothing() {
        List<LoopResult> byOther = new ArrayList<>(results);
        byOther.set(0, Samples.byOther(results.get(0)));
        List<LoopResult> bySame = results.stream()
                .map(result -> result.by(Decider.of(Samples.MODEL, Samples.POLICY)))
                .toList();
        Attributes plain = summary(results, Completion.COMPLETE);
        assertThat(uid(summary(byOther, Completion.COMPLETE))).isNotEqualTo(uid(plain));
        assertThat(summary(bySame, Completion.COMPLETE)).isEqualTo(plain);
    }

    @Test
    void itsTimeIsThatOfTheLastAnalysis() {
        LoopResult late = Samples.result(2, Samples.classified(View.A2C, 0.9));
        LoopResult last = new LoopResult(
                late.loop(),
                late.header(),
                late.outcome(),
                late.framesUsed(),
                Samples.ANALYSED_AT.plus(Duration.ofMinutes(5)));
        List<LoopResult> withLast = new ArrayList<>(results);
        withLast.addFirst(last);
        assertThat(summary(withLast, Completion.COMPLETE).string(Tag.ContentTime))
                .contains("115002.250000");
    }

    @Test
    void evidenceHoldsEachObjectOnceWithinItsSeries() {
        LoopResult original = results.getFirst();
        LoopResult reused = new LoopResult(
                original.loop(),
                original.header(),
                original.outcome(),
                original.framesUsed(),
                original.analysedAt(),
                true,
                false);
        LoopResult otherSeries = Samples.result(
                Samples.header(30).set(Tag.SeriesInstanceUID, "1.2.3"), Samples.classified(View.A2C, 0.9));
        List<LoopResult> all = new ArrayList<>(results);
        all.add(reused);
        all.add(otherSeries);
        List<Attributes> evidence =
                summary(all, Completion.COMPLETE).items(Tag.CurrentRequestedProcedureEvidenceSequence);
        assertThat(evidence).hasSize(1);
        assertThat(evidence.getFirst().items(Tag.ReferencedSeriesSequence))
                .extracting(series -> series.items(Tag.ReferencedSOPSequence).size())
                .containsExactly(5, 1);
    }

    @Test
    void theTitleForTextViewersIsAnotherDocumentInAnotherSeries() {
        Attributes report = summary(results, Completion.COMPLETE);
        Attributes text = write.write(
                results,
                Completion.COMPLETE,
                Optional.empty(),
                Samples.MODEL,
                Samples.policy(SrSopClass.COMPREHENSIVE_3D, SummaryTitle.TEXT));
        assertThat(CodeItems.read(text, Tag.ConceptNameCodeSequence)).contains(Concepts.VIEW_SUMMARY);
        assertThat(CodeItems.read(report, Tag.ConceptNameCodeSequence)).contains(Concepts.IMAGING_MEASUREMENT_REPORT);
        assertThat(uid(text)).isNotEqualTo(uid(report));
        assertThat(text.string(Tag.SeriesInstanceUID)).isNotEqualTo(report.string(Tag.SeriesInstanceUID));
    }

    @Test
    void summaryAndLoopReportsHaveSeriesOfTheirOwn() {
        Attributes summary = summary(results, Completion.COMPLETE);
        Attributes loop = new WriteLoopReport()
                .write(results.getFirst(), Samples.MODEL, Samples.POLICY)
                .orElseThrow();
        assertThat(summary.string(Tag.SeriesNumber)).contains("9902");
        assertThat(loop.string(Tag.SeriesNumber)).contains("9901");
        assertThat(List.of(series(summary), series(loop), NameBasedUid.of("example-series")))
                .doesNotHaveDuplicates();
        assertThat(loop.string(Tag.InstanceNumber)).contains("12");
        assertThat(summary.string(Tag.InstanceNumber)).contains("1");
    }

    @Test
    void aSummaryTellsExactlyOneStudy() {
        LoopResult foreign =
                Samples.result(Samples.header(5).set(Tag.StudyInstanceUID, "1.2.3"), Samples.classified(View.A2C, 0.9));
        List<LoopResult> mixed = new ArrayList<>(results);
        mixed.add(foreign);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> summary(mixed, Completion.COMPLETE))
                .withMessageContaining("one study");
        assertThatIllegalArgumentException().isThrownBy(() -> summary(List.of(), Completion.COMPLETE));
    }

    @Test
    void everyPartOfTheDecisionChangesTheUidAndNothingElseDoes() {
        LoopResult result = Samples.result(1, Samples.classified(View.A2C, 0.9));
        WriteLoopReport loops = new WriteLoopReport();
        String uid = uid(loops.write(result, Samples.MODEL, Samples.POLICY).orElseThrow());
        List<ReportPolicy> others = List.of(
                Samples.policy(SrSopClass.ENHANCED),
                policy(0.6, 5, "first-20-frames"),
                policy(0.5, 6, "first-20-frames"),
                policy(0.5, 5, "other"));
        List<String> uids = new ArrayList<>(List.of(uid));
        others.forEach(policy ->
                uids.add(uid(loops.write(result, Samples.MODEL, policy).orElseThrow())));
        ModelIdentity retrained = new ModelIdentity("EchoView14", "1.0.0", "Example Echo Labs", "00".repeat(32), false);
        uids.add(uid(loops.write(result, retrained, Samples.POLICY).orElseThrow()));
        uids.add(uid(loops.write(Samples.result(2, Samples.classified(View.A2C, 0.9)), Samples.MODEL, Samples.POLICY)
                .orElseThrow()));
        assertThat(uids).doesNotHaveDuplicates();

        LoopResult rerun = new LoopResult(
                result.loop(),
                result.header(),
                Samples.classified(View.A2C, 0.90001),
                result.framesUsed(),
                result.analysedAt().plusSeconds(60));
        assertThat(uid(loops.write(rerun, Samples.MODEL, Samples.POLICY).orElseThrow()))
                .isEqualTo(uid);
        assertThat(uid).matches("2\\.25\\.[0-9]{1,39}").hasSizeLessThanOrEqualTo(44);
    }

    private static ReportPolicy policy(double minimumCertainty, int minimumFrames, String preprocessingId) {
        return new ReportPolicy(
                SrSopClass.COMPREHENSIVE_3D,
                SummaryTitle.MEASUREMENT_REPORT,
                true,
                Samples.NODE,
                ZoneOffset.UTC,
                minimumCertainty,
                minimumFrames,
                preprocessingId);
    }

    private Attributes summary(List<LoopResult> all, Completion completion) {
        return write.write(all, completion, Optional.empty(), Samples.MODEL, Samples.POLICY);
    }

    private static String uid(Attributes document) {
        return document.string(Tag.SOPInstanceUID).orElseThrow();
    }

    private static String series(Attributes document) {
        return document.string(Tag.SeriesInstanceUID).orElseThrow();
    }

    @Test
    void theSopClassIsThePolicys() {
        for (SrSopClass srSopClass : SrSopClass.values()) {
            Attributes summary = write.write(
                    results, Completion.COMPLETE, Optional.empty(), Samples.MODEL, Samples.policy(srSopClass));
            assertThat(summary.string(Tag.SOPClassUID)).contains(srSopClass.uid());
            assertThat(SrSopClass.ofUid(srSopClass.uid())).contains(srSopClass);
        }
        assertThat(SrSopClass.ofUid(Uids.BasicTextSRStorage)).isEmpty();
    }
}
