package org.echoscribe.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopiedAttributesTest {

    private static final int[] IDENTITY = {
        Tag.SpecificCharacterSet,
        Tag.PatientName,
        Tag.PatientID,
        Tag.PatientBirthDate,
        Tag.PatientSex,
        Tag.PatientSize,
        Tag.StudyInstanceUID,
        Tag.StudyDate,
        Tag.StudyTime,
        Tag.StudyID,
        Tag.StudyDescription,
        Tag.AccessionNumber,
        Tag.ReferringPhysicianName
    };

    @Test
    void patientAndStudyOfRealFilesAreCopiedByteForByte() throws IOException {
        for (Path file : Samples.reportableFiles()) {
            Attributes source = Samples.read(file);
            Attributes report = written(source);
            for (int tag : IDENTITY) {
                byte[] original = source.bytes(tag).orElse(new byte[0]);
                assertThat(report.bytes(tag).orElse(new byte[0]))
                        .as("%s %s", file.getFileName(), Tag.toString(tag))
                        .isEqualTo(original);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ISO_IR 144, ISO-8859-5, \u0418\u0432\u0430\u043d\u043e\u0432^\u041f\u0451\u0442\u0440",
        "ISO_IR 100, ISO-8859-1, M\u00fcller^\u00c4nne",
        "ISO_IR 192, UTF-8, \u738b^\u5c0f\u6771",
        "GB18030, GB18030, \u738b^\u5c0f\u4e1c",
    })
    void namesStayInTheirCharacterSet(String characterSet, String encoding, String name) throws IOException {
        byte[] bytes = name.getBytes(Charset.forName(encoding));
        Attributes source =
                Samples.header(1).set(Tag.SpecificCharacterSet, characterSet).setBytes(Tag.PatientName, Vr.PN, bytes);
        Attributes report = written(source);
        assertThat(report.string(Tag.SpecificCharacterSet)).contains(characterSet);
        assertThat(report.string(Tag.PatientName)).contains(name);
    }

    @Test
    void whatMustBePresentIsEmptyWhereTheSourceLacksIt() throws IOException {
        Attributes source = Samples.header(1);
        for (int tag : IDENTITY) {
            if (tag != Tag.StudyInstanceUID) {
                source.remove(tag);
            }
        }
        source.remove(Tag.RequestAttributesSequence);
        Attributes report = written(source);
        for (int type2 : new int[] {
            Tag.PatientName,
            Tag.PatientID,
            Tag.PatientBirthDate,
            Tag.PatientSex,
            Tag.StudyDate,
            Tag.StudyTime,
            Tag.StudyID,
            Tag.AccessionNumber,
            Tag.ReferringPhysicianName
        }) {
            assertThat(report.contains(type2)).as(Tag.toString(type2)).isTrue();
            assertThat(report.containsValue(type2)).as(Tag.toString(type2)).isFalse();
        }
        assertThat(report.contains(Tag.PatientSize)).isFalse();
        Attributes request = report.item(Tag.ReferencedRequestSequence).orElseThrow();
        assertThat(request.contains(Tag.RequestedProcedureID)).isTrue();
        assertThat(request.string(Tag.StudyInstanceUID)).isEqualTo(source.string(Tag.StudyInstanceUID));
    }

    @Test
    void privateAcquisitionAndPixelAttributesStayBehind() throws IOException {
        Attributes source = Samples.header(1)
                .setBytes(0x00090010, Vr.LO, "CART".getBytes(StandardCharsets.US_ASCII))
                .setBytes(0x00091001, Vr.LO, "secret".getBytes(StandardCharsets.US_ASCII))
                .set(Tag.StationName, "ROOM1")
                .set(Tag.HeartRate, "61");
        Attributes report = written(source);
        assertThat(report.contains(0x00090010)).isFalse();
        assertThat(report.contains(0x00091001)).isFalse();
        assertThat(report.contains(Tag.StationName)).isFalse();
        assertThat(report.contains(Tag.HeartRate)).isFalse();
        assertThat(report.contains(Tag.Rows)).isFalse();
        assertThat(report.string(Tag.Modality)).contains("SR");
    }

    @Test
    void theRequestIsTakenFromTheSourcesRequestAttributes() throws IOException {
        Attributes request =
                written(Samples.header(1)).item(Tag.ReferencedRequestSequence).orElseThrow();
        assertThat(request.string(Tag.RequestedProcedureID)).contains("RP1");
        assertThat(request.string(Tag.AccessionNumber)).contains("A1234567");
        assertThat(request.contains(Tag.ScheduledProcedureStepID)).isFalse();
        assertThat(request.contains(Tag.SpecificCharacterSet)).isFalse();
    }

    /** As a receiver gets it. */
    private static Attributes written(Attributes source) throws IOException {
        Attributes report = new WriteLoopReport()
                .write(Samples.result(source, Samples.classified(View.A2C, 0.9)), Samples.MODEL, Samples.POLICY)
                .orElseThrow();
        byte[] bytes = DataSetWriter.writeDataSet(report, TransferSyntax.ExplicitVrLittleEndian);
        return DataSetReader.readDataSet(bytes, TransferSyntax.ExplicitVrLittleEndian);
    }
}
