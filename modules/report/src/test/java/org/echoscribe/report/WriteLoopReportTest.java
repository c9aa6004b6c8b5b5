package org.echoscribe.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Element;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.report.content.ContentItem;
import org.echoscribe.report.content.ReadContent;
import org.echoscribe.testkit.sr.SrValidators;
import org.echoscribe.vocabulary.Code;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteLoopReportTest {

    @TempDir
    Path directory;

    private final WriteLoopReport write = new WriteLoopReport();

    /** The published example, written by another program from the same loop: only names and parameters differ. */
    @Test
    void theTreeIsThatOfThePublishedExample() {
        Attributes source = Samples.read(Samples.shared("sr-example/source-loop.dcm"));
        Path example = Samples.shared("sr-example/sr-loop.dcm");
        assumeTrue(
                SrValidators.dsrdump().unavailable().isEmpty(),
                () -> "Skipped: dsrdump is "
                        + SrValidators.dsrdump().unavailable().orElseThrow());
        // SHA-256 of "example model file", as the example was made with
        ModelIdentity model = new ModelIdentity(
                "EchoView14",
                "1.0.0",
                "Example Echo Labs",
                "9ff4ccf09974005849c221caea73045ddebb107a27e3ac5cf229633dae27a157",
                false);
        SourceHeader header = new SourceHeader(source);
        LoopResult result = new LoopResult(
                Samples.loop(header),
                header,
                Samples.classified(View.A4C_LV, 0.9731),
                FramesUsed.first(6, 6, false),
                Samples.ANALYSED_AT);
        Attributes report = write.write(result, model, Samples.POLICY).orElseThrow();
        Path file = Samples.write(directory, "report.dcm", report);
        assertThat(shape(SrValidators.dump(file))).isEqualTo(shape(SrValidators.dump(example)));
    }

    /** Without this product's own names and parameters; one line for all parameters. */
    private static List<String> shape(List<String> dump) {
        return dump.stream()
                .map(line -> line.contains("Algorithm Parameters") ? line.replaceAll("=.*", "") : line)
                .map(line -> line.replaceAll("(EV-[A-Z0-9]+,99ECHOVIEW),\"[^\"]*\"", "$1"))
                .distinct()
                .toList();
    }

    @Test
    void onlyOutcomesOfANetworkThatRanHaveADocumentOfTheirOwn() {
        ReportPolicy classifiedOnly = new ReportPolicy(
                SrSopClass.COMPREHENSIVE_3D,
                SummaryTitle.MEASUREMENT_REPORT,
                false,
                Samples.NODE,
                ZoneOffset.UTC,
                0.5,
                5,
                "x");
        for (Outcome outcome : Samples.everyOutcome()) {
            boolean ran = outcome instanceof Outcome.Classified || outcome instanceof Outcome.Abstained;
            LoopResult result = Samples.result(1, outcome);
            assertThat(write.write(result, Samples.MODEL, Samples.POLICY).isPresent())
                    .isEqualTo(ran);
            assertThat(write.write(result, Samples.MODEL, classifiedOnly).isPresent())
                    .isEqualTo(outcome instanceof Outcome.Classified);
        }
    }

    @Test
    void anAbstentionAssertsNoViewAndKeepsTheDistribution() {
        ContentItem group = group(new Outcome.Abstained(Samples.scores(View.PLAX, 0.4123)));
        assertThat(named(group, Concepts.IMAGE_VIEW)).isEmpty();
        assertThat(named(group, Concepts.OUTPUT_CLASS)).isEmpty();
        assertThat(named(group, Concepts.REASON_NOT_CLASSIFIED)).hasSize(1);
        assertThat(named(group, Concepts.CLASS_DISTRIBUTION).getFirst().children())
                .hasSize(14);
        assertThat(((ContentItem.Text) named(group, Concepts.COMMENT).getFirst()).value())
                .isEqualTo("Not classified: Certainty below threshold");
    }

    /** Some viewers crash on a number without a drawn region beside it. */
    @Test
    void noNumberStandsDirectlyInAGroup() {
        for (Outcome outcome :
                List.of(Samples.classified(View.APEX, 1), new Outcome.Abstained(Samples.scores(View.PLAX, 0.4)))) {
            assertThat(group(outcome).children()).noneMatch(ContentItem.Numeric.class::isInstance);
        }
    }

    @Test
    void aLoopThatWasRepeatedOrReadInPartSaysSo() {
        SourceHeader header = new SourceHeader(Samples.header(3));
        LoopResult part = new LoopResult(
                Samples.loop(header),
                header,
                Samples.classified(View.A2C, 0.8),
                FramesUsed.ofIndices(new int[] {4, 0, 2, 2}, 60, false),
                Samples.ANALYSED_AT);
        LoopResult repeated = new LoopResult(
                Samples.loop(header),
                header,
                Samples.classified(View.A2C, 0.8),
                FramesUsed.first(12, 12, true),
                Samples.ANALYSED_AT);
        assertThat(parameters(part)).contains("frames-used=3").doesNotContain("loop-repeated=true");
        assertThat(sourceImage(part).frameNumbers()).containsExactly(1, 3, 5);
        assertThat(parameters(repeated)).contains("frames-used=12", "loop-repeated=true");
        assertThat(sourceImage(repeated).frameNumbers()).isEmpty();
    }

    @Test
    void timesAreInTheSourcesZoneOrElseInTheNodesWithoutClaimingOne() {
        ReportPolicy berlin = new ReportPolicy(
                SrSopClass.COMPREHENSIVE_3D,
                SummaryTitle.MEASUREMENT_REPORT,
                true,
                Samples.NODE,
                ZoneId.of("Europe/Berlin"),
                0.5,
                5,
                "x");
        Attributes zoned = write.write(Samples.result(1, Samples.classified(View.A2C, 0.8)), Samples.MODEL, berlin)
                .orElseThrow();
        assertThat(zoned.string(Tag.ContentTime)).contains("114502.250000"); // +0130
        assertThat(contribution(zoned)).contains("20250314114502+0130");
        assertThat(zoned.string(Tag.TimezoneOffsetFromUTC)).contains("+0130");

        for (String invalid : new String[] {"", "+01", "CET"}) {
            Attributes header = Samples.header(1);
            header.setBytes(Tag.TimezoneOffsetFromUTC, Vr.SH, invalid.getBytes(StandardCharsets.US_ASCII));
            Attributes local = write.write(
                            Samples.result(header, Samples.classified(View.A2C, 0.8)), Samples.MODEL, berlin)
                    .orElseThrow();
            assertThat(local.contains(Tag.TimezoneOffsetFromUTC)).isFalse();
            assertThat(local.string(Tag.ContentTime)).contains("111502.250000");
            assertThat(contribution(local)).contains("20250314111502+0100");
        }
    }

    private static Optional<String> contribution(Attributes report) {
        return report.item(Tag.ContributingEquipmentSequence).orElseThrow().string(Tag.ContributionDateTime);
    }

    /** IHE AI Results 6.5.3.1: what is said twice is said alike. */
    @Test
    void contributingEquipmentEqualsTheAlgorithmInTheTree() {
        for (ModelIdentity model : List.of(Samples.MODEL, Samples.SYNTHETIC_MODEL)) {
            Attributes report = write.write(Samples.result(1, Samples.classified(View.A2C, 0.8)), model, Samples.POLICY)
                    .orElseThrow();
            Attributes equipment =
                    report.item(Tag.ContributingEquipmentSequence).orElseThrow();
            ContentItem root = ReadContent.read(report);
            ContentItem group = group(report);
            assertThat(text(root, Concepts.DEVICE_OBSERVER_MANUFACTURER))
                    .isEqualTo(equipment.string(Tag.Manufacturer).orElseThrow());
            assertThat(text(root, Concepts.DEVICE_OBSERVER_MODEL_NAME))
                    .isEqualTo(text(group, Concepts.ALGORITHM_NAME))
                    .isEqualTo(equipment.string(Tag.ManufacturerModelName).orElseThrow());
            assertThat(text(group, Concepts.ALGORITHM_VERSION))
                    .isEqualTo(equipment.string(Tag.SoftwareVersions).orElseThrow());
            assertThat(((ContentItem.UidReference)
                                    named(root, Concepts.DEVICE_OBSERVER_UID).getFirst())
                            .value())
                    .isEqualTo(equipment.string(Tag.DeviceUID).orElseThrow());
        }
    }

    @Test
    void aModelTrainedOnSyntheticDataIsMarkedWhereverAPersonLooks() {
        LoopResult result = Samples.result(1, Samples.classified(View.A2C, 0.8));
        Attributes report =
                write.write(result, Samples.SYNTHETIC_MODEL, Samples.POLICY).orElseThrow();
        ContentItem group = group(report);
        assertThat(text(group, Concepts.ALGORITHM_NAME)).isEqualTo("phantom-small (synthetic)");
        assertThat(text(group, Concepts.ALGORITHM_VERSION)).isEqualTo("0.1.0 (synthetic)");
        assertThat(parameters(report)).contains("synthetic=true");
        assertThat(text(group, Concepts.COMMENT)).isEqualTo("Apical 2 chamber (80.0 %) [SYNTHETIC MODEL]");
        assertThat(text(ReadContent.read(report), Concepts.DEVICE_OBSERVER_MODEL_NAME))
                .contains("synthetic");
        assertThat(report.string(Tag.SeriesDescription).orElseThrow())
                .isEqualTo("AI echo view labels (unverified, synthetic model)")
                .hasSizeLessThanOrEqualTo(64);

        Attributes real = write.write(result, Samples.MODEL, Samples.POLICY).orElseThrow();
        assertThat(ReadContent.read(real).toString().toLowerCase(Locale.ROOT)).doesNotContain("synthetic");
    }

    @Test
    void aLongNameKeepsItsMark() {
        ModelIdentity model = new ModelIdentity("n".repeat(80), "v".repeat(80), "\u00d6kolab \\ ~", "00", true);
        Attributes report = write.write(Samples.result(1, Samples.classified(View.A2C, 0.8)), model, Samples.POLICY)
                .orElseThrow();
        ContentItem group = group(report);
        assertThat(text(group, Concepts.ALGORITHM_NAME)).hasSize(64).endsWith(" (synthetic)");
        assertThat(text(group, Concepts.ALGORITHM_VERSION)).hasSize(64).endsWith(" (synthetic)");
        assertThat(text(ReadContent.read(report), Concepts.DEVICE_OBSERVER_MANUFACTURER))
                .isEqualTo("Okolab _ _");
    }

    @Test
    void theSourcesProcedureIsReportedWhereItHasOne() {
        Attributes source = Samples.header(1)
                .setItems(
                        Tag.ProcedureCodeSequence,
                        new Attributes()
                                .set(Tag.CodeValue, "TTE1")
                                .set(Tag.CodingSchemeDesignator, "99CART")
                                .set(Tag.CodeMeaning, "Herz-Ultraschall f\u00fcr Erwachsene"));
        Attributes report = write.write(
                        Samples.result(source, Samples.classified(View.A2C, 0.8)), Samples.MODEL, Samples.POLICY)
                .orElseThrow();
        ContentItem.Coded procedure = (ContentItem.Coded)
                named(ReadContent.read(report), Concepts.PROCEDURE_REPORTED).getFirst();
        assertThat(procedure.value()).isEqualTo(new Code("TTE1", "99CART", "Herz-Ultraschall fur Erwachsene"));
    }

    @Test
    void aReusedUidAndAnOlderModelNameTheirPredecessor() {
        LoopResult result = Samples.result(1, Samples.classified(View.A2C, 0.8));
        LoopResult reused = new LoopResult(
                result.loop(),
                result.header(),
                result.outcome(),
                result.framesUsed(),
                result.analysedAt(),
                true,
                false);
        Attributes first = write.write(result, Samples.MODEL, Samples.POLICY).orElseThrow();
        Attributes second = write.write(reused, Samples.MODEL, Samples.POLICY, Optional.of(DocumentReference.of(first)))
                .orElseThrow();
        assertThat(second.string(Tag.SOPInstanceUID)).isNotEqualTo(first.string(Tag.SOPInstanceUID));
        assertThat(new ReadViewReport().read(second).orElseThrow().predecessorUids())
                .containsExactly(first.string(Tag.SOPInstanceUID).orElseThrow());
        assertThat(first.contains(Tag.PredecessorDocumentsSequence)).isFalse();
    }

    /** Whatever the network says: two runs give the same bytes, all our text is plain ASCII, and it reads back. */
    @Property(tries = 50)
    void anyScoresGiveOneValidDocumentThatReadsBack(@ForAll("scores") Scores scores, @ForAll boolean abstained)
            throws Exception {
        Outcome outcome = abstained ? new Outcome.Abstained(scores) : new Outcome.Classified(scores);
        LoopResult result = Samples.result(Samples.header(1).remove(Tag.PatientName), outcome);
        byte[] once = bytes(result);
        assertThat(once).isEqualTo(bytes(result));
        assertThat(ourTexts(write.write(result, Samples.SYNTHETIC_MODEL, Samples.POLICY)
                        .orElseThrow()))
                .hasSizeGreaterThan(150)
                .allMatch(text -> text.matches("[ -}&&[^\\\\]]*"));
        Attributes report = DataSetReader.readDataSet(once, TransferSyntax.ExplicitVrLittleEndian);
        ViewLabel label =
                new ReadViewReport().read(report).orElseThrow().labels().getFirst();
        assertThat(label.view()).isEqualTo(abstained ? Optional.empty() : Optional.of(scores.best()));
        assertThat(label.percentByClass()).hasSize(14);
        label.percentByClass().forEach((code, percent) -> {
            View view = View.ofClassValue(code.value()).orElseThrow();
            assertThat(percent).isBetween(0.0, 100.0);
            assertThat(Math.abs(percent - 100.0 * scores.of(view))).isLessThanOrEqualTo(0.000051);
        });
    }

    /** What was copied from a file would be bytes, so all that is set as text is ours. */
    private static List<String> ourTexts(Attributes attributes) {
        return attributes.elements().stream()
                .flatMap(element -> switch (element) {
                    case Element.Text text -> text.values().stream();
                    case Element.Sequence sequence ->
                        sequence.items().stream().flatMap(item -> ourTexts(item).stream());
                    default -> Stream.<String>empty();
                })
                .toList();
    }

    @Provide
    Arbitrary<Scores> scores() {
        return Arbitraries.floats()
                .between(0, 1)
                .array(float[].class)
                .ofSize(14)
                .map(Scores::new);
    }

    private byte[] bytes(LoopResult result) {
        Attributes report =
                write.write(result, Samples.SYNTHETIC_MODEL, Samples.POLICY).orElseThrow();
        return DataSetWriter.writeDataSet(report, TransferSyntax.ExplicitVrLittleEndian);
    }

    private ContentItem group(Outcome outcome) {
        return group(write.write(Samples.result(1, outcome), Samples.MODEL, Samples.POLICY)
                .orElseThrow());
    }

    private static ContentItem group(Attributes report) {
        ContentItem measurements =
                named(ReadContent.read(report), Concepts.IMAGING_MEASUREMENTS).getFirst();
        return named(measurements, Concepts.MEASUREMENT_GROUP).getFirst();
    }

    private List<String> parameters(LoopResult result) {
        return parameters(write.write(result, Samples.MODEL, Samples.POLICY).orElseThrow());
    }

    private static List<String> parameters(Attributes report) {
        return named(group(report), Concepts.ALGORITHM_PARAMETERS).stream()
                .map(item -> ((ContentItem.Text) item).value())
                .toList();
    }

    private ContentItem.Image sourceImage(LoopResult result) {
        ContentItem group =
                group(write.write(result, Samples.MODEL, Samples.POLICY).orElseThrow());
        return (ContentItem.Image) named(group, Concepts.SOURCE_OF_MEASUREMENT).getFirst();
    }

    private static String text(ContentItem item, Code concept) {
        return ((ContentItem.Text) named(item, concept).getFirst()).value();
    }

    private static List<ContentItem> named(ContentItem item, Code concept) {
        return item.children().stream().filter(child -> child.isNamed(concept)).toList();
    }
}
