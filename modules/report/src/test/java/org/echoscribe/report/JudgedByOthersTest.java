package org.echoscribe.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.testkit.sr.SrValidator;
import org.echoscribe.testkit.sr.SrValidators;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.Outcome.FailureReason;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every document stands before validators that others wrote. */
class JudgedByOthersTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(SrSopClass.class)
    void everyOutcomeOfALoopIsAFlawlessDocumentInEverySopClass(SrSopClass srSopClass) {
        List<Path> files = loopReports(srSopClass, Samples.everyOutcome());
        SrValidators.quick().forEach(validator -> assertFlawless(validator, files));
    }

    @ParameterizedTest
    @EnumSource(SrSopClass.class)
    void aSummaryOfEveryOutcomeIsAFlawlessDocumentInEverySopClass(SrSopClass srSopClass) {
        List<Path> files = summaries(srSopClass);
        SrValidators.quick().forEach(validator -> assertFlawless(validator, files));
    }

    @Test
    void everyTreeSurvivesTheWayThroughXml() {
        List<Path> files = new ArrayList<>(loopReports(SrSopClass.COMPREHENSIVE_3D, distinctTrees()));
        files.addAll(summaries(SrSopClass.COMPREHENSIVE_3D));
        assertFlawless(SrValidators.xmlRoundTrip(), files);
    }

    @Test
    void everyTreeKeepsTheTemplatesRules() {
        List<Path> files = new ArrayList<>(loopReports(SrSopClass.COMPREHENSIVE_3D, distinctTrees()));
        files.add(summaries(SrSopClass.COMPREHENSIVE_3D).getFirst());
        assertFlawless(SrValidators.templates(), files);
    }

    @Test
    void reportsAgreeWithTheirSourceOnPatientAndStudy() {
        Path source = Samples.write(directory, "source.dcm", Samples.header(7));
        List<Path> files = new ArrayList<>(List.of(source));
        files.addAll(loopReports(SrSopClass.COMPREHENSIVE_3D, Samples.everyOutcome()));
        files.addAll(summaries(SrSopClass.COMPREHENSIVE_3D));
        assertFlawless(SrValidators.entities(), files);
    }

    /** Character sets, empty identifiers, missing dates and invalid values of files from real machines. */
    @ParameterizedTest
    @EnumSource(SrSopClass.class)
    void reportsOfRealObjectsHaveNoFaultThatTheirSourceHasNot(SrSopClass srSopClass) {
        int judged = 0;
        for (Path real : Samples.reportableFiles()) {
            List<Path> files = reportsOf(real, srSopClass);
            SrValidators.quickBeyondFaultsOf(real).forEach(validator -> assertFlawless(validator, files));
            judged += files.size();
        }
        assertThat(judged).isEqualTo(3 * 38);
    }

    @Test
    void reportsOfRealObjectsAgreeWithTheirSourceOnPatientAndStudy() {
        SrValidator entities = SrValidators.entities();
        assumeAvailable(entities);
        for (Path real : Samples.reportableFiles()) {
            boolean readable = entities.problems(List.of(real)).isEmpty();
            Path source = readable ? real : Samples.write(directory, "header.dcm", Samples.read(real));
            List<Path> reports = reportsOf(real, SrSopClass.COMPREHENSIVE_3D);
            assertFlawless(entities, List.of(source, reports.getFirst(), reports.getLast()));
        }
    }

    private List<Path> reportsOf(Path real, SrSopClass srSopClass) {
        Attributes header = Samples.read(real);
        ReportPolicy policy = Samples.policy(srSopClass);
        List<Path> files = new ArrayList<>();
        for (Outcome outcome :
                List.of(Samples.classified(View.PSAX_LV, 1), new Outcome.Abstained(Samples.scores(View.PLAX, 0.3)))) {
            Attributes document = new WriteLoopReport()
                    .write(Samples.result(header, outcome), Samples.SYNTHETIC_MODEL, policy)
                    .orElseThrow();
            files.add(Samples.write(directory, "%s-%d.dcm".formatted(real.getFileName(), files.size()), document));
        }
        LoopResult failed = Samples.result(header, new Outcome.Failed(FailureReason.NOT_DECODABLE, "in the test"));
        Attributes summary = new WriteStudySummary()
                .write(List.of(failed), Completion.COMPLETE, Optional.empty(), Samples.MODEL, policy);
        files.add(Samples.write(directory, real.getFileName() + "-summary.dcm", summary));
        return files;
    }

    /** A judge that finds nothing in a broken document would prove nothing about the others. */
    @Test
    void eachJudgeFindsAPlantedFault() {
        Attributes document = new WriteLoopReport()
                .write(Samples.result(1, Samples.classified(View.A2C, 0.9)), Samples.MODEL, Samples.POLICY)
                .orElseThrow();
        Path source = Samples.write(directory, "source.dcm", Samples.header(1));
        Attributes withoutEvidence = document.copy().remove(Tag.CurrentRequestedProcedureEvidenceSequence);
        Attributes illegalRelationship = document.copy();
        illegalRelationship.items(Tag.ContentSequence).getFirst().set(Tag.RelationshipType, "HAS PROPERTIES");
        Attributes withoutMeasurements = document.copy();
        List<Attributes> items = withoutMeasurements.items(Tag.ContentSequence);
        withoutMeasurements.setItems(Tag.ContentSequence, items.subList(0, items.size() - 1));
        Attributes otherPatient = document.copy().set(Tag.PatientID, "OTHER");
        assertFinds(SrValidators.dciodvfy(), withoutEvidence);
        assertFinds(SrValidators.quickBeyondFaultsOf(source).getFirst(), withoutEvidence);
        assertFinds(SrValidators.dsrdump(), illegalRelationship);
        assertFinds(SrValidators.quickBeyondFaultsOf(source).getLast(), illegalRelationship);
        assertFinds(SrValidators.xmlRoundTrip(), illegalRelationship);
        assertFinds(SrValidators.templates(), withoutMeasurements);
        assertThat(SrValidators.entities()
                        .problems(List.of(source, Samples.write(directory, "other.dcm", otherPatient))))
                .isNotEmpty();
    }

    private void assertFinds(SrValidator validator, Attributes broken) {
        assumeTrue(
                validator.unavailable().isEmpty(),
                () -> "Skipped: " + validator.name() + " is "
                        + validator.unavailable().orElseThrow());
        Path file = Samples.write(directory, "broken.dcm", broken);
        assertThat(validator.problems(List.of(file))).as(validator.name()).isNotEmpty();
    }

    /** One outcome for each shape of tree: without and with modifier, private view, no view with and without scores. */
    private static List<Outcome> distinctTrees() {
        return List.of(
                Samples.classified(View.A4C_LV, 0.9731),
                Samples.classified(View.PSAX_LV, 1),
                Samples.classified(View.APEX, 0.5),
                new Outcome.Abstained(Samples.scores(View.PLAX, 0.3)));
    }

    private List<Path> loopReports(SrSopClass srSopClass, List<Outcome> outcomes) {
        List<Path> files = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            String name = "loop-" + srSopClass + "-" + files.size() + ".dcm";
            new WriteLoopReport()
                    .write(Samples.result(files.size() + 1, outcome), Samples.MODEL, Samples.policy(srSopClass))
                    .ifPresent(document -> files.add(Samples.write(directory, name, document)));
        }
        return files;
    }

    private List<Path> summaries(SrSopClass srSopClass) {
        List<LoopResult> results = new ArrayList<>();
        for (Outcome outcome : Samples.everyOutcome()) {
            results.add(Samples.result(results.size() + 1, outcome));
        }
        ReportPolicy policy = Samples.policy(srSopClass);
        WriteStudySummary write = new WriteStudySummary();
        Attributes partial =
                write.write(results.subList(0, 20), Completion.PARTIAL, Optional.empty(), Samples.MODEL, policy);
        Attributes complete = write.write(
                results,
                Completion.COMPLETE,
                Optional.of(DocumentReference.of(partial)),
                Samples.SYNTHETIC_MODEL,
                policy);
        Attributes text = write.write(
                results,
                Completion.COMPLETE,
                Optional.empty(),
                Samples.MODEL,
                Samples.policy(srSopClass, SummaryTitle.TEXT));
        List<LoopResult> mixed = new ArrayList<>(results);
        mixed.replaceAll(result -> mixed.indexOf(result) % 2 == 0 ? result : Samples.byOther(result));
        Attributes ofTwoModels =
                write.write(mixed, Completion.COMPLETE, Optional.empty(), Samples.MODEL, Samples.policy(srSopClass));
        return List.of(
                Samples.write(directory, "of-two-models-" + srSopClass + ".dcm", ofTwoModels),
                Samples.write(directory, "partial-" + srSopClass + ".dcm", partial),
                Samples.write(directory, "complete-" + srSopClass + ".dcm", complete),
                Samples.write(directory, "text-" + srSopClass + ".dcm", text));
    }

    private static void assertFlawless(SrValidator validator, List<Path> files) {
        assumeAvailable(validator);
        assertThat(validator.problems(files)).as(validator.name()).isEmpty();
    }

    private static void assumeAvailable(SrValidator validator) {
        assumeTrue(
                validator.unavailable().isEmpty(),
                () -> "Skipped: " + validator.name() + " is "
                        + validator.unavailable().orElseThrow());
    }
}
