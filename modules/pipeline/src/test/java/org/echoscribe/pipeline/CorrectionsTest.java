package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.journal.Report;
import org.echoscribe.journal.Statement;
import org.echoscribe.pipeline.CorrectLabels.Result;
import org.echoscribe.pipeline.CorrectLabels.Word;
import org.echoscribe.report.ReadViewReport;
import org.echoscribe.report.Reader;
import org.echoscribe.report.ViewLabel;
import org.echoscribe.report.ViewReport;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.LoopbackPacs;
import org.echoscribe.testkit.LoopbackPacs.Received;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's word on a loop, entered here or read back from a document of whatever creator. */
class CorrectionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String STUDY = "2.25.4811";
    private static final Reader READER = new Reader("Zzyzx^Quirin", "Example Hospital");

    @TempDir
    private Path directory;

    private Path data;
    private Path cart;

    @BeforeEach
    void directories() throws IOException {
        data = directory.resolve("data");
        cart = Files.createDirectories(directory.resolve("cart"));
    }

    @Test
    void aCorrectionIsDeliveredAndTheNextSummaryTakesIt() throws Exception {
        try (LogCapture log = LogCapture.ofEverything();
                LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(pacs)) {
            Cart.send(NodeUnderTest.address(node), loops(1, 2));
            List<Received> before = pacs.awaitReceived(3, PATIENCE);
            String firstSummary = before.get(2).sopInstanceUid();

            Result result = node.corrections().correct(new Word(STUDY + ".1", 1, Optional.of(View.SUBCOSTAL), READER));
            assertThat(result).isInstanceOf(Result.Entered.class);
            List<Received> after = pacs.awaitReceived(5, PATIENCE).subList(3, 5);

            ViewReport corrected = read(after, "9903");
            assertThat(corrected.verified()).isTrue();
            assertThat(corrected.reader()).contains(READER);
            assertThat(corrected.labels()).extracting(ViewLabel::view).containsExactly(Optional.of(View.SUBCOSTAL));
            assertThat(corrected.predecessorUids())
                    .containsExactly(node.journal()
                            .reports()
                            .ofSopInstance(STUDY + ".1", Report.Kind.LOOP)
                            .getFirst()
                            .sopInstanceUid());
            ViewReport summary = read(after, "9902");
            assertThat(summary.predecessorUids()).containsExactly(firstSummary);
            assertThat(summary.labels().getFirst().view()).contains(View.SUBCOSTAL);
            assertThat(summary.labels().getFirst().trackingUid())
                    .isEqualTo(corrected.labels().getFirst().trackingUid());
            assertThat(log.text()).contains("Correction").doesNotContainIgnoringCase("Zzyzx");
            assertThat(node.metrics()).doesNotContainIgnoringCase("Zzyzx");
        }
    }

    @Test
    void theSameCorrectionAgainIsTheSameDocumentAndAnotherUnderItsNumberIsRefused() throws Exception {
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"))) {
            String uid;
            try (EchoPipeline node = start(pacs)) {
                Cart.send(NodeUnderTest.address(node), loops(1));
                pacs.awaitReceived(2, PATIENCE);
                Word word = new Word(STUDY + ".1", 1, Optional.of(View.APEX), READER);
                uid = ((Result.Entered) node.corrections().correct(word)).documentUid();
                assertThat(node.corrections().correct(word)).isEqualTo(new Result.Repeated(uid));
                assertThat(node.corrections().correct(new Word(STUDY + ".1", 1, Optional.empty(), READER)))
                        .isEqualTo(new Result.Conflict(uid));
                pacs.awaitReceived(4, PATIENCE);
            }
            try (EchoPipeline node = start(pacs)) {
                Word word = new Word(STUDY + ".1", 1, Optional.of(View.APEX), READER);
                assertThat(node.corrections().correct(word)).isEqualTo(new Result.Repeated(uid));
                Result second = node.corrections().correct(new Word(STUDY + ".1", 2, Optional.empty(), READER));
                assertThat(second).isInstanceOf(Result.Entered.class);
                ViewReport summary = read(pacs.awaitReceived(6, PATIENCE).subList(4, 6), "9902");
                assertThat(summary.labels().getFirst().view()).isEmpty();
                assertThat(summary.labels().getFirst().reason().orElseThrow().value())
                        .isEqualTo("EVR-READER");
            }
        }
    }

    @Test
    void nothingIsCorrectedThatIsNotThere() throws Exception {
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(pacs)) {
            assertThat(node.corrections().correct(new Word("1.2.3", 1, Optional.empty(), READER)))
                    .isInstanceOf(Result.Unknown.class);
        }
    }

    @Test
    void aVerifiedReportOfAnotherCreatorIsTakenWithItsLegacyCodes() throws Exception {
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(pacs)) {
            Cart.send(NodeUnderTest.address(node), loops(1));
            List<Received> ai = pacs.awaitReceived(2, PATIENCE);
            Path foreign = foreign(ai.getFirst(), STUDY + ".900", "VERIFIED", "G-A19C", "SRT", "Apical four chamber");
            Cart.send(NodeUnderTest.address(node), List.of(foreign));
            ViewReport summary = read(pacs.awaitReceived(3, PATIENCE).subList(2, 3), "9902");
            assertThat(summary.labels().getFirst().view()).contains(View.A4C_LV);
            assertThat(summary.labels().getFirst().imageView().orElseThrow().scheme())
                    .isEqualTo("SCT");
            List<Statement> said = node.journal().statements().lastOfEachReader();
            assertThat(said).hasSize(1);
            assertThat(said.getFirst().sourceSopInstanceUid()).isEqualTo(STUDY + ".1");
            assertThat(said.getFirst().reader()).startsWith("reader-").doesNotContainIgnoringCase("doe");

            // The same document again, and our own report sent back, change nothing.
            Cart.send(
                    NodeUnderTest.address(node), List.of(foreign, ai.getFirst().file()));
            NodeUnderTest.await(() -> node.journal().studies().open().isEmpty());
            assertThat(node.journal().statements().lastOfEachReader()).hasSize(1);
            assertThat(node.journal().reports().ofStudy(STUDY, Report.Kind.SUMMARY))
                    .hasSize(2);
        }
    }

    @Test
    void anUnverifiedReportOfAnotherModelIsRememberedAndChangesNoSummary() throws Exception {
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(pacs)) {
            Cart.send(NodeUnderTest.address(node), loops(1));
            List<Received> ai = pacs.awaitReceived(2, PATIENCE);
            Path foreign =
                    foreign(ai.getFirst(), STUDY + ".901", "UNVERIFIED", "399232001", "SCT", "Apical two chamber");
            Cart.send(NodeUnderTest.address(node), List.of(foreign));
            NodeUnderTest.await(() -> !node.journal()
                    .statements()
                    .of(node.journal().loops().ofSopInstance(STUDY + ".1").getFirst())
                    .isEmpty());
            NodeUnderTest.await(() -> node.journal().studies().open().isEmpty());
            assertThat(node.journal().reports().ofStudy(STUDY, Report.Kind.SUMMARY))
                    .hasSize(1);
            assertThat(node.journal().statements().lastOfEachReader()).isEmpty();
        }
    }

    @Test
    void aLabelForALoopOfAnotherPatientIsNotTakenAndIsAnAlert() throws Exception {
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(pacs)) {
            Cart.send(NodeUnderTest.address(node), loops(1));
            List<Received> ai = pacs.awaitReceived(2, PATIENCE);
            Path foreign = foreign(ai.getFirst(), STUDY + ".902", "VERIFIED", "399232001", "SCT", "Apical two chamber");
            Attributes other = DataSetReader.read(foreign).dataSet().set(Tag.PatientID, "SOMEBODY-ELSE");
            DataSetWriter.writeFile(foreign, other, TransferSyntax.ExplicitVrLittleEndian);
            Cart.send(NodeUnderTest.address(node), List.of(foreign));
            NodeUnderTest.await(() -> node.metrics().contains("kind=\"label of another study\""));
            NodeUnderTest.await(() -> node.journal().studies().open().isEmpty());
            assertThat(node.journal().statements().lastOfEachReader()).isEmpty();
        }
    }

    /** What another creator may write: no private code, no class, its own UIDs. */
    private Path foreign(Received ai, String uid, String flag, String value, String scheme, String meaning)
            throws IOException {
        Attributes document = DataSetReader.read(ai.file()).dataSet();
        Attributes code = new Attributes()
                .set(Tag.CodeValue, value)
                .set(Tag.CodingSchemeDesignator, scheme)
                .set(Tag.CodeMeaning, meaning);
        Attributes measurements = document.items(Tag.ContentSequence).getLast();
        Attributes group = measurements.items(Tag.ContentSequence).getFirst();
        List<Attributes> kept = group.items(Tag.ContentSequence).stream()
                .filter(item -> item.item(Tag.ConceptNameCodeSequence)
                        .flatMap(name -> name.string(Tag.CodingSchemeDesignator))
                        .filter("DCM"::equals)
                        .isPresent())
                .toList();
        for (Attributes item : kept) {
            if (item.item(Tag.ConceptNameCodeSequence)
                    .flatMap(name -> name.string(Tag.CodeValue))
                    .filter("111031"::equals)
                    .isPresent()) {
                item.setItems(Tag.ConceptCodeSequence, code).remove(Tag.ContentSequence);
            }
        }
        group.setItems(Tag.ContentSequence, kept);
        Attributes observer = new Attributes()
                .set(Tag.VerifyingObserverName, "Doe^Jane")
                .set(Tag.VerifyingOrganization, "Elsewhere")
                .set(Tag.VerificationDateTime, "20260302120000+0000");
        document.set(Tag.SOPInstanceUID, uid)
                .set(Tag.SOPClassUID, Uids.ComprehensiveSRStorage)
                .set(Tag.SeriesInstanceUID, STUDY + ".77")
                .set(Tag.VerificationFlag, flag);
        if (flag.equals("VERIFIED")) {
            document.setItems(Tag.VerifyingObserverSequence, observer);
        }
        Path file = cart.resolve(uid + ".dcm");
        DataSetWriter.writeFile(file, document, TransferSyntax.ExplicitVrLittleEndian);
        return file;
    }

    private static ViewReport read(List<Received> received, String seriesNumber) throws IOException {
        for (Received each : received) {
            Attributes document = DataSetReader.read(each.file()).dataSet();
            if (document.string(Tag.SeriesNumber).filter(seriesNumber::equals).isPresent()) {
                return new ReadViewReport().read(document).orElseThrow();
            }
        }
        throw new AssertionError("No document of series " + seriesNumber);
    }

    private EchoPipeline start(LoopbackPacs pacs) throws IOException {
        return EchoPipeline.start(TestNode.options(data, Map.of("pacs", pacs.destination())), TestNode.network());
    }

    private List<Path> loops(int... numbers) throws IOException {
        return NodeUnderTest.loops(cart, STUDY, numbers);
    }
}
