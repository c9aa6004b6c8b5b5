package org.echoscribe.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.vocabulary.View;

/** Whatever a sender wrote into its header: an object that can be referred to gets its report. */
class AnySourceTest {

    private static final int[] TEXTS = {
        Tag.PatientName,
        Tag.PatientID,
        Tag.PatientBirthDate,
        Tag.StudyDate,
        Tag.StudyTime,
        Tag.StudyDescription,
        Tag.AccessionNumber,
        Tag.TimezoneOffsetFromUTC,
        Tag.InstanceNumber,
        Tag.Modality,
        Tag.Rows,
        Tag.Columns,
        Tag.ProcedureCodeSequence,
        Tag.RequestAttributesSequence
    };

    @Property(tries = 50)
    void anyBytesInTheHeaderStillGiveAReportThatReadsBack(
            @ForAll("characterSets") String characterSet, @ForAll("values") List<byte[]> values) throws Exception {
        Attributes source = Samples.header(1);
        for (int i = 0; i < TEXTS.length; i++) {
            source.setBytes(TEXTS[i], i % 3 == 0 ? Vr.UN : Vr.LO, values.get(i));
        }
        source.setBytes(Tag.SpecificCharacterSet, Vr.CS, characterSet.getBytes("US-ASCII"));
        assertReported(source);
        Attributes procedure = new Attributes()
                .setBytes(Tag.CodeValue, Vr.SH, values.get(0))
                .setBytes(Tag.CodingSchemeDesignator, Vr.SH, values.get(1))
                .setBytes(Tag.CodeMeaning, Vr.LO, values.get(2));
        Attributes request = new Attributes().setBytes(Tag.RequestedProcedureID, Vr.SH, values.get(3));
        assertReported(
                source.setItems(Tag.ProcedureCodeSequence, procedure).setItems(Tag.RequestAttributesSequence, request));
    }

    private static void assertReported(Attributes source) throws Exception {
        LoopResult result = Samples.result(source, Samples.classified(View.A2C, 0.9));
        Attributes loop = new WriteLoopReport()
                .write(result, Samples.MODEL, Samples.POLICY)
                .orElseThrow();
        Attributes summary = new WriteStudySummary()
                .write(List.of(result), Completion.COMPLETE, Optional.empty(), Samples.MODEL, Samples.POLICY);
        for (Attributes document : List.of(loop, summary)) {
            byte[] bytes = DataSetWriter.writeDataSet(document, TransferSyntax.ExplicitVrLittleEndian);
            Attributes read = DataSetReader.readDataSet(bytes, TransferSyntax.ExplicitVrLittleEndian);
            assertThat(new ReadViewReport()
                            .read(read)
                            .orElseThrow()
                            .labels()
                            .getFirst()
                            .view())
                    .contains(View.A2C);
        }
    }

    @Provide
    Arbitrary<String> characterSets() {
        return Arbitraries.of(
                "",
                "ISO_IR 100",
                "ISO_IR 144",
                "ISO_IR 13",
                "ISO_IR 192",
                "GB18030",
                "GBK",
                "\\ISO 2022 IR 87",
                "ISO 2022 IR 13\\ISO 2022 IR 87",
                "\\ISO 2022 IR 149",
                "\\ISO 2022 IR 58",
                "ISO-IR 100",
                "nonsense");
    }

    @Provide
    Arbitrary<List<byte[]>> values() {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(40)
                .map(bytes -> bytes.length % 2 == 0 ? bytes : Arrays.copyOf(bytes, bytes.length + 1))
                .list()
                .ofSize(TEXTS.length);
    }
}
