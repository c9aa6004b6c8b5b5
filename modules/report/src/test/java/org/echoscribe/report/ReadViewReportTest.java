package org.echoscribe.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.report.content.Content;
import org.echoscribe.report.content.ContentItem;
import org.echoscribe.report.content.Relationship;
import org.echoscribe.report.content.RenderContent;
import org.echoscribe.vocabulary.Code;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReadViewReportTest {

    private final ReadViewReport reader = new ReadViewReport();

    @ParameterizedTest
    @EnumSource(View.class)
    void ourOwnReportsReadBackAsTheyWereMeant(View view) {
        LoopResult result = Samples.result(7, Samples.classified(view, 0.9731));
        Attributes document = new WriteLoopReport()
                .write(result, Samples.MODEL, Samples.POLICY)
                .orElseThrow();
        ViewReport report = reader.read(document).orElseThrow();
        assertThat(report.verified()).isFalse();
        assertThat(report.complete()).isTrue();
        ViewLabel label = report.labels().getFirst();
        assertThat(label.sourceSopInstanceUid()).isEqualTo(result.header().sopInstanceUid());
        assertThat(label.view()).contains(view);
        assertThat(label.imageView()).contains(view.imageView());
        assertThat(label.imageViewModifier()).isEqualTo(view.imageViewModifier());
        assertThat(label.certaintyPercent()).isEqualTo(OptionalDouble.of(97.31));
        assertThat(label.algorithmName()).contains("EchoView14");
        assertThat(label.algorithmVersion()).contains("1.0.0");
        assertThat(label.reason()).isEmpty();
        assertThat(label.frameNumbers()).hasSize(41);
    }

    /** Example documents that another program wrote. */
    @Test
    void readsDocumentsOfAnotherCreator() {
        ViewLabel machine = label("sr-example/sr-loop.dcm");
        assertThat(machine.view()).contains(View.A4C_LV);
        assertThat(machine.percentByClass()).hasSize(14);
        ViewLabel abstained = label("sr-example/sr-loop-abstain.dcm");
        assertThat(abstained.view()).isEmpty();
        assertThat(abstained.reason()).contains(Outcome.lowCertaintyCode());
        assertThat(abstained.frameNumbers()).containsExactly(1, 3, 5);

        Attributes corrected = Samples.read(Samples.shared("sr-example/sr-loop-human.dcm"));
        ViewReport person = reader.read(corrected).orElseThrow();
        assertThat(person.verified()).isTrue();
        assertThat(person.predecessorUids()).hasSize(1);
        assertThat(person.labels().getFirst().view()).contains(View.A4C_RV);
        assertThat(person.labels().getFirst().algorithmName()).isEmpty();
        assertThat(person.labels().getFirst().certaintyPercent()).isEmpty();
        assertThat(person.labels().getFirst().trackingUid()).isEqualTo(machine.trackingUid());

        ViewReport summary = reader.read(Samples.read(Samples.shared("sr-example/sr-summary.dcm")))
                .orElseThrow();
        assertThat(summary.labels()).hasSize(3);
        assertThat(summary.complete()).isFalse();
        assertThat(summary.overallComment().orElseThrow()).startsWith("Loops received: 3");
    }

    private ViewLabel label(String example) {
        return reader.read(Samples.read(Samples.shared(example)))
                .orElseThrow()
                .labels()
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "G-A19C, SRT, A4C_LV",
        "G-A19C, SNM3, A4C_LV",
        "399214001, SCT, A4C_LV",
        "G-0396, SRT, PLAX",
        "G-0395, SRT, A3C",
        "130681, DCM, A4C_RV",
        "399306005, SCT,", // broader than any one class
        "399310008, SCT,", // a subcostal plane, which no class tells apart
        "G-A19C, 99OTHER,",
    })
    void viewsOfOtherCreatorsAreUnderstoodInOldAndNewSchemes(String value, String scheme, View expected) {
        ContentItem group = Content.container(
                Relationship.CONTAINS,
                Concepts.MEASUREMENT_GROUP,
                List.of(
                        Content.image(
                                Relationship.CONTAINS,
                                Optional.of(Concepts.SOURCE_OF_MEASUREMENT),
                                Uids.UltrasoundMultiFrameImageStorage,
                                "1.2.3",
                                List.of()),
                        Content.coded(
                                Relationship.CONTAINS, Concepts.IMAGE_VIEW, new Code(value, scheme, "some view"))));
        ContentItem root = Content.root(Concepts.IMAGING_MEASUREMENT_REPORT, "1500", List.of(group));
        Attributes document = RenderContent.render(root).setAll(Samples.header(1));
        ViewLabel label = reader.read(document).orElseThrow().labels().getFirst();
        assertThat(label.view()).isEqualTo(Optional.ofNullable(expected));
        assertThat(label.imageView()).map(Code::value).contains(value);
    }

    @Test
    void whatIsNoReportIsNoneAndBrokenItemsAreOverlooked() {
        assertThat(reader.read(Samples.header(1))).isEmpty();
        assertThat(reader.read(new Attributes().set(Tag.ValueType, "CONTAINER")))
                .isEmpty();
        Attributes document = new WriteLoopReport()
                .write(Samples.result(1, Samples.classified(View.A2C, 0.9)), Samples.MODEL, Samples.POLICY)
                .orElseThrow();
        strip(document);
        ViewReport report = reader.read(document).orElseThrow();
        assertThat(report.labels()).isEmpty();
    }

    /** Takes the values out of every coded item and image. */
    private static void strip(Attributes item) {
        item.remove(Tag.ConceptCodeSequence).remove(Tag.ReferencedSOPSequence).remove(Tag.MeasuredValueSequence);
        item.items(Tag.ContentSequence).forEach(ReadViewReportTest::strip);
    }
}
