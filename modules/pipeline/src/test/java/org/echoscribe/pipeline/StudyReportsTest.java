package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.journal.LoopState;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Report;
import org.echoscribe.report.PatientIdentity;
import org.echoscribe.report.SrSopClass;
import org.echoscribe.report.SummaryTitle;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.LoopbackPacs;
import org.echoscribe.testkit.LoopbackPacs.Received;
import org.echoscribe.testkit.Part10;
import org.echoscribe.testkit.sr.SrValidator;
import org.echoscribe.testkit.sr.SrValidators;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which objects a study gives, to whom, and what senders who do odd things get. */
class StudyReportsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String STUDY = "2.25.4911";

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
    void eachDestinationGetsItsOwnClassAndPicturesAndAllAreFlawless() throws Exception {
        try (LoopbackPacs first = LoopbackPacs.start(directory.resolve("first"));
                LoopbackPacs second = LoopbackPacs.start(directory.resolve("second"));
                LoopbackPacs third = LoopbackPacs.start(directory.resolve("third"))) {
            Map<String, DestinationOptions> destinations = new LinkedHashMap<>();
            destinations.put(
                    "first",
                    DestinationOptions.of(first.destination()).withPictures(new DestinationPictures(true, true)));
            destinations.put("second", of(second, SrSopClass.COMPREHENSIVE, new DestinationPictures(true, false)));
            destinations.put("third", of(third, SrSopClass.ENHANCED, DestinationPictures.NONE));
            PipelineOptions options = with(TestNode.options(data, Map.of()), destinations, reports -> reports);
            try (EchoPipeline node = EchoPipeline.start(options, TestNode.network())) {
                Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1, 2));
                List<Received> atFirst = first.awaitReceived(6, PATIENCE);
                assertThat(classes(atFirst))
                        .containsExactlyInAnyOrder(
                                Uids.Comprehensive3DSRStorage,
                                Uids.Comprehensive3DSRStorage,
                                Uids.Comprehensive3DSRStorage,
                                Uids.GrayscaleSoftcopyPresentationStateStorage,
                                Uids.GrayscaleSoftcopyPresentationStateStorage,
                                Uids.SecondaryCaptureImageStorage);
                List<Received> atSecond = second.awaitReceived(4, PATIENCE);
                assertThat(classes(atSecond))
                        .containsExactlyInAnyOrder(
                                Uids.ComprehensiveSRStorage,
                                Uids.ComprehensiveSRStorage,
                                Uids.ComprehensiveSRStorage,
                                Uids.SecondaryCaptureImageStorage);
                List<Received> atThird = third.awaitReceived(3, PATIENCE);
                assertThat(classes(atThird)).containsOnly(Uids.EnhancedSRStorage);
                judge(SrValidators.dciodvfy(), atFirst, atSecond, atThird);
                judge(SrValidators.dsrdump(), reportsOf(atFirst), reportsOf(atSecond), reportsOf(atThird));
                judge(SrValidators.entities(), atFirst);
            }
        }
    }

    @Test
    void theSheetShowsOnlyWhatMovesWhateverIsBurnedInBeside() throws Exception {
        byte[] plain = sheetOf("2.25.4912", false);
        byte[] withText = sheetOf("2.25.4912", true);
        assertThat(withText).isEqualTo(plain);
        assertThat(speckle(plain)).as("the fan itself is there").isGreaterThan(10_000);
        assertThat(Files.mismatch(cart.resolve("screen-true.dcm"), cart.resolve("screen-false.dcm")))
                .as("the screens differ")
                .isPositive();
    }

    /** How many pixels are as grey as the fan's and as nothing else of the sheet. */
    private static long speckle(byte[] rgb) {
        long found = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            int red = rgb[i] & 0xff;
            found += rgb[i] == rgb[i + 1] && rgb[i] == rgb[i + 2] && red >= 60 && red < 210 ? 1 : 0;
        }
        return found;
    }

    private byte[] sheetOf(String study, boolean textBurnedIn) throws Exception {
        Path own = Files.createDirectories(directory.resolve("text-" + textBurnedIn));
        try (LoopbackPacs pacs = LoopbackPacs.start(own.resolve("pacs"))) {
            try (EchoPipeline node = EchoPipeline.start(
                    withSheets(own.resolve("data"), pacs), TestNode.network(_ -> TestNode.certain(View.A2C, 0.9f)))) {
                Cart.send(NodeUnderTest.address(node), List.of(ScreenLoop.write(cart, study, textBurnedIn)));
                Received sheet = pacs.awaitReceived(3, PATIENCE).stream()
                        .filter(each -> each.sopClassUid().equals(Uids.SecondaryCaptureImageStorage))
                        .findFirst()
                        .orElseThrow();
                Attributes read = readWhole(sheet);
                assertThat(read.string(Tag.SeriesDescription).orElseThrow()).contains("synthetic");
                return read.bytes(Tag.PixelData).orElseThrow();
            }
        }
    }

    @Test
    void aContactSheetThatAnArchiveSendsBackIsNoPictureOfItsStudyAndGivesNothingNew() throws Exception {
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"))) {
            try (EchoPipeline node = EchoPipeline.start(withSheets(data, pacs), TestNode.network())) {
                Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
                Received sheet = pacs.awaitReceived(3, PATIENCE).stream()
                        .filter(each -> each.sopClassUid().equals(Uids.SecondaryCaptureImageStorage))
                        .findFirst()
                        .orElseThrow();
                Cart.send(NodeUnderTest.address(node), List.of(sheet.file()));
                NodeUnderTest.await(() -> node.journal().loops().ofStudy(STUDY).size() == 2
                        && node.journal().studies().open().isEmpty());
                assertThat(node.journal().reports().ofStudy(STUDY, Report.Kind.SUMMARY))
                        .hasSize(1);
                assertThat(node.journal().reports().ofStudy(STUDY, Report.Kind.CONTACT_SHEET))
                        .hasSize(1);
            }
        }
    }

    @Test
    void anUnchangedStudyIsNotDrawnOrSentAgainAndALateLoopGivesANewSheet() throws Exception {
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"))) {
            try (EchoPipeline node = EchoPipeline.start(withSheets(data, pacs), TestNode.network())) {
                Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
                pacs.awaitReceived(3, PATIENCE);
                Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
                // A document of the study opens it, and what is told of it stays the same.
                Cart.send(
                        NodeUnderTest.address(node),
                        List.of(pacs.received().getFirst().file()));
                NodeUnderTest.await(() -> node.journal().loops().ofStudy(STUDY).size() == 2
                        && node.journal().studies().open().isEmpty());
                Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 2));
                List<Received> all = pacs.awaitReceived(6, PATIENCE);
                assertThat(all.stream().map(Received::sopInstanceUid).distinct())
                        .hasSize(6);
                assertThat(node.journal().reports().ofStudy(STUDY, Report.Kind.CONTACT_SHEET))
                        .hasSize(2);
                assertThat(node.journal().reports().ofStudy(STUDY, Report.Kind.SUMMARY))
                        .hasSize(2);
            }
        }
    }

    @Test
    void whileAStudyArrivesItsSummaryIsPartialAndTheLastOneIsComplete() throws Exception {
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"))) {
            PipelineOptions options = with(
                    TestNode.options(data, Map.of()),
                    Map.of("pacs", DestinationOptions.of(pacs.destination())),
                    reports -> new ReportOptions(
                            reports.srSopClass(),
                            reports.summaryTitle(),
                            true,
                            false,
                            Duration.ofMillis(200),
                            0,
                            reports.node(),
                            reports.zone()));
            try (EchoPipeline node = EchoPipeline.start(quietFor(options, Duration.ofSeconds(3)), TestNode.network())) {
                Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
                Attributes partial = header(pacs.awaitReceived(2, PATIENCE).get(1));
                assertThat(partial.string(Tag.CompletionFlag)).contains("PARTIAL");
                assertThat(partial.string(Tag.CompletionFlagDescription)).isPresent();
                Attributes complete = header(pacs.awaitReceived(3, PATIENCE).get(2));
                assertThat(complete.string(Tag.CompletionFlag)).contains("COMPLETE");
                assertThat(ReportAtPacs.read(pacs.received().get(2).file()).predecessor())
                        .isEqualTo(partial.string(Tag.SOPInstanceUID));
            }
        }
    }

    @Test
    void theSamePixelsWithAnotherHeaderAreKeptAndGetNoSecondLabel() throws Exception {
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(pacs)) {
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
            pacs.awaitReceived(2, PATIENCE);
            Attributes added = new SyntheticLoop(STUDY, 1).header().set(Tag.InstitutionName, "Archive added this");
            List<StoreResult> results =
                    Cart.send(NodeUnderTest.address(node), List.of(SyntheticLoop.write(cart, added, 1)));
            assertThat(results).allMatch(StoreResult::stored);
            NodeUnderTest.await(() -> node.journal().loops().count(LoopState.NOT_ATTEMPTED) == 1
                    && node.journal().studies().open().isEmpty());
            List<ReceivedLoop> kept = node.journal().loops().ofStudy(STUDY);
            assertThat(kept).hasSize(2);
            assertThat(kept.getLast().samePixelsAs()).hasValue(kept.getFirst().number());
            assertThat(data.resolve("spool").resolve(kept.getLast().object().spoolPath()))
                    .exists();
            assertThat(node.journal().reports().ofStudy(STUDY, Report.Kind.SUMMARY))
                    .hasSize(1);
            assertThat(node.metrics()).doesNotContain("uid used again");
        }
    }

    @Test
    void otherPixelsUnderAUidAreKeptReportedAndAnAlert() throws Exception {
        try (LogCapture log = LogCapture.ofEverything();
                LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(pacs)) {
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, STUDY, 1));
            String first = pacs.awaitReceived(2, PATIENCE).getFirst().sopInstanceUid();
            Cart.send(NodeUnderTest.address(node), List.of(new SyntheticLoop(STUDY, 1).writeWithOtherPixels(cart)));
            List<Received> all = pacs.awaitReceived(4, PATIENCE);
            assertThat(ReportAtPacs.read(all.get(2).file()).predecessor()).contains(first);
            assertThat(node.journal().loops().ofStudy(STUDY)).hasSize(2);
            assertThat(log.text()).contains("used a SOP Instance UID again for other pixel data");
            assertThat(node.metrics()).contains("echoscribe_alerts_total{kind=\"uid used again\"} 1.0");
        }
    }

    @Test
    void aStudyWhosePatientChangesGivesDocumentsThatSpeakOfOneEachAndAnAlert() throws Exception {
        try (LogCapture log = LogCapture.ofEverything();
                LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"))) {
            Map<String, DestinationOptions> destinations = Map.of(
                    "pacs",
                    DestinationOptions.of(pacs.destination()).withPictures(new DestinationPictures(true, true)));
            PipelineOptions options = with(TestNode.options(data, Map.of()), destinations, reports -> reports);
            try (EchoPipeline node =
                    EchoPipeline.start(quietFor(options, Duration.ofMillis(500)), TestNode.network())) {
                Attributes other = new SyntheticLoop(STUDY, 2)
                        .header()
                        .set(Tag.PatientID, "SYN-0002")
                        .set(Tag.PatientName, "SYNTHETIC^OTHER");
                List<Path> files = List.of(
                        new SyntheticLoop(STUDY, 1).write(cart),
                        SyntheticLoop.write(cart, other, 2),
                        new SyntheticLoop(STUDY, 3).write(cart));
                Cart.send(NodeUnderTest.address(node), files);
                // Three loops' reports and states, and a summary and a sheet for each patient.
                List<Received> all = pacs.awaitReceived(10, PATIENCE);
                Set<PatientIdentity> patients = all.stream()
                        .map(each -> PatientIdentity.of(header(each)))
                        .collect(Collectors.toSet());
                assertThat(patients).hasSize(2);
                Map<String, Set<PatientIdentity>> bySeries = all.stream()
                        .map(StudyReportsTest::header)
                        .collect(Collectors.groupingBy(
                                object -> object.string(Tag.SeriesInstanceUID).orElseThrow(),
                                Collectors.mapping(PatientIdentity::of, Collectors.toSet())));
                assertThat(bySeries.values()).allMatch(each -> each.size() == 1);
                for (Received summary : all) {
                    Attributes object = header(summary);
                    List<String> images = object.items(Tag.CurrentRequestedProcedureEvidenceSequence).stream()
                            .flatMap(study -> study.items(Tag.ReferencedSeriesSequence).stream())
                            .flatMap(series -> series.items(Tag.ReferencedSOPSequence).stream())
                            .map(instance -> instance.string(Tag.ReferencedSOPInstanceUID)
                                    .orElseThrow())
                            .toList();
                    boolean ofOther = object.string(Tag.PatientID)
                            .filter("SYN-0002"::equals)
                            .isPresent();
                    assertThat(images).allMatch(uid -> uid.equals(STUDY + ".2") == ofOther);
                }
                assertThat(log.text())
                        .contains("names another patient")
                        .doesNotContain("SYN-0002")
                        .doesNotContain("OTHER");
                assertThat(node.metrics())
                        .contains("echoscribe_alerts_total{kind=\"patient changed\"} 1.0")
                        .contains("echoscribe_alerts_total{kind=\"several patients\"}");
            }
        }
    }

    private static DestinationOptions of(LoopbackPacs pacs, SrSopClass srSopClass, DestinationPictures pictures) {
        return new DestinationOptions(
                pacs.destination(), srSopClass, SummaryTitle.MEASUREMENT_REPORT, pictures, DestinationServices.NONE);
    }

    private EchoPipeline start(LoopbackPacs pacs) throws IOException {
        return EchoPipeline.start(TestNode.options(data, Map.of("pacs", pacs.destination())), TestNode.network());
    }

    /** Reports and contact sheets go to one PACS. */
    private static PipelineOptions withSheets(Path data, LoopbackPacs pacs) {
        DestinationOptions sheets =
                DestinationOptions.of(pacs.destination()).withPictures(new DestinationPictures(true, false));
        return with(TestNode.options(data, Map.of()), Map.of("pacs", sheets), reports -> reports);
    }

    private static PipelineOptions with(
            PipelineOptions options,
            Map<String, DestinationOptions> destinations,
            UnaryOperator<ReportOptions> reports) {
        return new PipelineOptions(
                options.aeTitle(),
                options.endpoints(),
                options.limits(),
                options.negotiationPolicy(),
                options.dataDirectory(),
                options.minimumFreeBytes(),
                options.studyQuietTime(),
                options.workers(),
                options.retryDelays(),
                options.attempts(),
                destinations,
                reports.apply(options.reports()),
                options.knownAes(),
                options.services(),
                options.screenMasks());
    }

    private static PipelineOptions quietFor(PipelineOptions options, Duration quietTime) {
        return new PipelineOptions(
                options.aeTitle(),
                options.endpoints(),
                options.limits(),
                options.negotiationPolicy(),
                options.dataDirectory(),
                options.minimumFreeBytes(),
                quietTime,
                options.workers(),
                options.retryDelays(),
                options.attempts(),
                options.destinations(),
                options.reports(),
                options.knownAes(),
                options.services(),
                options.screenMasks());
    }

    private static List<String> classes(List<Received> received) {
        return received.stream().map(Received::sopClassUid).toList();
    }

    private static List<Received> reportsOf(List<Received> received) {
        return received.stream()
                .filter(each -> SrSopClass.ofUid(each.sopClassUid()).isPresent())
                .toList();
    }

    private static Attributes header(Received received) {
        try {
            return DataSetReader.readHeader(received.file(), Tag.PixelData).dataSet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Attributes readWhole(Received received) throws IOException {
        Part10 file = Part10.read(received.file());
        return DataSetReader.readDataSet(file.dataSet(), TransferSyntax.of(file.transferSyntaxUid()));
    }

    @SafeVarargs
    private static void judge(SrValidator validator, List<Received>... received) {
        assumeTrue(
                validator.unavailable().isEmpty(),
                () -> "Skipped: " + validator.name() + " is "
                        + validator.unavailable().orElseThrow());
        for (List<Received> each : received) {
            assertThat(validator.problems(each.stream().map(Received::file).toList()))
                    .as(validator.name())
                    .isEmpty();
        }
    }
}
