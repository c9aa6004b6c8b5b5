package org.echoscribe.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** One test for each fault that fuzzing found: files that were read, and unreadable once written again. */
class FuzzingFoundTest {

    private static DicomFile rewrite(DicomFile file) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        DataSetWriter.writeCopy(stream, file, SequenceLengths.DEFINED);
        return read(stream.toByteArray());
    }

    private static DicomFile read(byte[] bytes) throws IOException {
        return DataSetReader.read(ByteBuffer.wrap(bytes), ReadLimits.DEFAULT);
    }

    @Test
    void elementsOfGroup0002InADataSetAreNotWrittenWhereTheyWouldBeTakenForFileMetaInformation() throws IOException {
        Attributes dataSet = new Attributes()
                .setBytes(Tag.PrivateInformation, Vr.OB, new byte[] {1, 2})
                .set(Tag.Modality, "US");
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        DataSetWriter.writeFile(stream, dataSet, TransferSyntax.ImplicitVrLittleEndian);

        DicomFile file = read(stream.toByteArray());

        assertThat(file.fileMeta().contains(Tag.PrivateInformation)).isFalse();
        assertThat(file.dataSet()).isEqualTo(new Attributes().set(Tag.Modality, "US"));
    }

    @Test
    void aDataSetThatStartsWithAnUnusualGroupIsReadAsDeclared() throws IOException {
        Attributes dataSet = new Attributes().setBytes(0x40240008, Vr.UN, new byte[] {1, 0, 0, 0});
        for (TransferSyntax syntax : TransferSyntax.all().subList(0, 4)) {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            DataSetWriter.writeFile(stream, dataSet, syntax);
            DicomFile file = read(stream.toByteArray());
            assertThat(file.transferSyntax()).isEqualTo(syntax);
            assertThat(file.dataSet()).isEqualTo(dataSet);
        }
    }

    @Test
    void aCompressedFileThatIsWronglyEncodedIsWrittenInExplicitVrLittleEndian() throws IOException {
        byte[] implicit = DataSetWriter.writeDataSet(
                new Attributes().set(Tag.Modality, "US").setIntegers(Tag.Rows, Vr.US, 480),
                TransferSyntax.ImplicitVrLittleEndian);
        String uid = TransferSyntax.JpegBaseline8Bit.uid();
        byte[] head = Hex.bytes(
                "00".repeat(128) + "4449434d" + "0200 1000 5549" + Hex.littleEndian16(uid.length()) + Hex.ofText(uid));
        DicomFile file = read(ByteBuffer.allocate(head.length + implicit.length)
                .put(head)
                .put(implicit)
                .array());
        assertThat(file.oddities()).anyMatch(oddity -> oddity.contains("IMPLICIT_LITTLE_ENDIAN"));

        DicomFile again = rewrite(file);

        assertThat(again.transferSyntax()).isEqualTo(TransferSyntax.JpegBaseline8Bit);
        assertThat(again.oddities()).isEmpty();
        assertThat(again.dataSet()).isEqualTo(file.dataSet());
    }

    @Test
    void strayElementsInTheFileMetaInformationAreNotWrittenThereAgain() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        Attributes dataSet = new Attributes().set(Tag.Modality, "US");
        DataSetWriter.writeFile(stream, dataSet, TransferSyntax.DeflatedExplicitVrLittleEndian);
        DicomFile file = read(stream.toByteArray());
        file.fileMeta().set(Tag.SOPInstanceUID, "9.9").set(0x57000010, Vr.SH, "STRAY");

        DicomFile again = rewrite(file);

        assertThat(again.oddities()).isEmpty();
        assertThat(again.fileMeta().contains(Tag.SOPInstanceUID)).isFalse();
        assertThat(again.dataSet()).isEqualTo(dataSet);
    }

    @Test
    void anEmptyDeflatedDataSetOfTwoBytesIsNotTakenForACutElement() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        DataSetWriter.writeFile(stream, new Attributes(), TransferSyntax.DeflatedExplicitVrLittleEndian);
        assertThat(read(stream.toByteArray()).dataSet().isEmpty()).isTrue();
    }
}
