package org.echoscribe.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What real writers get wrong, made by hand, and what we read. */
class FileQuirksTest {

    private static final String PREAMBLE = "00".repeat(128) + "4449434d";

    private static final Attributes PLAIN = new Attributes()
            .set(Tag.SOPClassUID, Uids.UltrasoundMultiFrameImageStorage)
            .set(Tag.SOPInstanceUID, "1.2.3.4")
            .set(Tag.Modality, "US")
            .setIntegers(Tag.Rows, Vr.US, 480);

    private static DicomFile read(byte[] bytes) throws IOException {
        return DataSetReader.read(ByteBuffer.wrap(bytes), ReadLimits.DEFAULT);
    }

    private static byte[] file(String metaElements, byte[] dataSet) {
        byte[] head = Hex.bytes(PREAMBLE + metaElements);
        return ByteBuffer.allocate(head.length + dataSet.length)
                .put(head)
                .put(dataSet)
                .array();
    }

    private static String transferSyntax(String uid) {
        String padded = uid.length() % 2 == 0 ? uid : uid + "\0";
        return "0200 1000 5549 " + Hex.littleEndian16(padded.length()) + Hex.ofText(padded);
    }

    @Test
    void aTransferSyntaxUidPaddedWithSpacesIsUnderstood() throws IOException {
        byte[] dataSet = DataSetWriter.writeDataSet(PLAIN, TransferSyntax.ImplicitVrLittleEndian);
        DicomFile file = read(file(transferSyntax("1.2.840.10008.1.2   "), dataSet));
        assertThat(file.transferSyntax()).isEqualTo(TransferSyntax.ImplicitVrLittleEndian);
        assertThat(file.dataSet().string(Tag.Modality)).hasValue("US");
    }

    @Test
    void aDataSetThatIsNotEncodedAsDeclaredIsReadAsItIs() throws IOException {
        for (TransferSyntax declared : TransferSyntax.all().subList(0, 4)) {
            for (TransferSyntax actual : List.of(
                    TransferSyntax.ImplicitVrLittleEndian,
                    TransferSyntax.ExplicitVrLittleEndian,
                    TransferSyntax.ExplicitVrBigEndian)) {
                boolean compressed = declared.deflated() && !actual.equals(TransferSyntax.ExplicitVrLittleEndian);
                if (!compressed) {
                    byte[] dataSet = DataSetWriter.writeDataSet(PLAIN, actual);
                    DicomFile file = read(file(transferSyntax(declared.uid()), dataSet));
                    assertThat(file.transferSyntax()).isEqualTo(actual);
                    assertThat(file.dataSet()).isEqualTo(PLAIN);
                }
            }
        }
    }

    @Test
    void aGroupLengthOfTheFileMetaInformationThatIsTooSmallOrTooLargeDoesNotMatter() throws IOException {
        byte[] dataSet = DataSetWriter.writeDataSet(PLAIN, TransferSyntax.ExplicitVrLittleEndian);
        for (int length : new int[] {0, 4, 33, 1000, 0x7FFF_FFFF}) {
            String meta = "0200 0000 554c 0400 " + Hex.littleEndian32(length)
                    + transferSyntax(TransferSyntax.ExplicitVrLittleEndian.uid());
            DicomFile file = read(file(meta, dataSet));
            assertThat(file.dataSet()).isEqualTo(PLAIN);
            assertThat(file.oddities()).containsExactly("the group length of the file meta information is wrong");
        }
    }

    @Test
    void elementsOfGroup0008InTheFileMetaInformationAreKeptApartFromTheDataSet() throws IOException {
        String stray = "0800 1800 5549 0400" + Hex.ofText("9.9\0");
        String syntax = transferSyntax(TransferSyntax.ImplicitVrLittleEndian.uid());
        int length = Hex.bytes(syntax + stray).length;
        byte[] dataSet = DataSetWriter.writeDataSet(PLAIN, TransferSyntax.ImplicitVrLittleEndian);

        DicomFile file = read(file("0200 0000 554c 0400 " + Hex.littleEndian32(length) + syntax + stray, dataSet));

        assertThat(file.oddities()).containsExactly("the file meta information holds elements of other groups");
        assertThat(file.fileMeta().string(Tag.SOPInstanceUID)).hasValue("9.9");
        assertThat(file.dataSet().string(Tag.SOPInstanceUID)).hasValue("1.2.3.4");
    }

    @Test
    void fileMetaInformationInImplicitVrIsRead() throws IOException {
        String uid = TransferSyntax.ExplicitVrLittleEndian.uid() + "\0";
        String meta = "0200 1000 " + Hex.littleEndian32(uid.length()) + Hex.ofText(uid);
        DicomFile file = read(file(meta, DataSetWriter.writeDataSet(PLAIN, TransferSyntax.ExplicitVrLittleEndian)));
        assertThat(file.dataSet()).isEqualTo(PLAIN);
    }

    @Test
    void aFileWithoutPreambleIsReadFromItsFileMetaInformationOn() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        DataSetWriter.writeFile(stream, PLAIN, TransferSyntax.ExplicitVrBigEndian);
        byte[] whole = stream.toByteArray();
        for (int start : new int[] {128, 132}) {
            DicomFile file = read(Arrays.copyOfRange(whole, start, whole.length));
            assertThat(file.dataSet()).isEqualTo(PLAIN);
            assertThat(file.oddities()).containsExactly("the file has no preamble");
        }
    }

    @Test
    void valuesOfOddLengthAreReadAsTheyAreAndWrittenPadded() throws IOException {
        byte[] odd = Hex.bytes("1000 2000 4c4f 0500" + Hex.ofText("ABCDE") + "2800 1000 5553 0200 e001");
        Attributes dataSet = DataSetReader.readDataSet(odd, TransferSyntax.ExplicitVrLittleEndian);
        assertThat(dataSet.string(Tag.PatientID)).hasValue("ABCDE");
        assertThat(dataSet.bytes(Tag.PatientID).orElseThrow()).hasSize(5);
        assertThat(dataSet.integer(Tag.Rows)).hasValue(480);
        byte[] written = DataSetWriter.writeDataSet(dataSet, TransferSyntax.ExplicitVrLittleEndian);
        assertThat(written)
                .isEqualTo(Hex.bytes("1000 2000 4c4f 0600" + Hex.ofText("ABCDE ") + "2800 1000 5553 0200 e001"));
    }

    @Test
    void anElementOfVrUnAndUndefinedLengthIsASequenceInImplicitVr() throws IOException {
        byte[] bytes = Hex.bytes("2900 1010 554e 0000 ffffffff"
                + "feff 00e0 ffffffff" + "0800 6000 02000000 5553" + "feff 0de0 00000000" + "feff dde0 00000000"
                + "2800 1000 5553 0200 e001");
        Attributes dataSet = DataSetReader.readDataSet(bytes, TransferSyntax.ExplicitVrLittleEndian);
        assertThat(dataSet.item(0x00291010).orElseThrow().string(Tag.Modality)).hasValue("US");
        assertThat(dataSet.integer(Tag.Rows)).hasValue(480);
    }

    @Test
    void anElementOfVrUnAndUndefinedLengthThatHoldsExplicitVrIsReadToo() throws IOException {
        byte[] bytes = Hex.bytes("2900 1010 554e 0000 ffffffff" + "feff 00e0 ffffffff" + "0800 6000 4353 0200 5553"
                + "feff 0de0 00000000" + "feff dde0 00000000");
        Attributes dataSet = DataSetReader.readDataSet(bytes, TransferSyntax.ExplicitVrLittleEndian);
        assertThat(dataSet.item(0x00291010).orElseThrow().string(Tag.Modality)).hasValue("US");
    }

    @Test
    void aKnownElementOfVrUnIsUnderstoodByItsTag() throws IOException {
        byte[] bytes = Hex.bytes("2800 1000 554e 0000 02000000 e001");
        Attributes dataSet = DataSetReader.readDataSet(bytes, TransferSyntax.ExplicitVrLittleEndian);
        assertThat(dataSet.vr(Tag.Rows)).hasValue(Vr.UN);
        assertThat(dataSet.integer(Tag.Rows)).hasValue(480);
    }

    @Test
    void anItemThatEndsWithItsSequenceInsteadOfByADelimiterIsRead() throws IOException {
        byte[] bytes = Hex.bytes("4000 30a7 5351 0000 ffffffff feff 00e0 ffffffff 0800 6000 4353 0200 5553"
                + "feff dde0 00000000 7000 8000 4353 0200 4141");
        Attributes dataSet = DataSetReader.readDataSet(bytes, TransferSyntax.ExplicitVrLittleEndian);
        assertThat(dataSet.items(Tag.ContentSequence)).hasSize(1);
        assertThat(dataSet.string(Tag.ContentLabel)).hasValue("AA");
    }

    @Test
    void zerosBehindTheLastElementArePassedOver() throws IOException {
        byte[] dataSet = DataSetWriter.writeDataSet(PLAIN, TransferSyntax.ExplicitVrLittleEndian);
        byte[] padded = Arrays.copyOf(dataSet, dataSet.length + 512);
        DicomFile file = read(file(transferSyntax(TransferSyntax.ExplicitVrLittleEndian.uid()), padded));
        assertThat(file.dataSet()).isEqualTo(PLAIN);
    }

    @Test
    void nativePixelDataThatWasCutIsLocatedAsFarAsItGoes() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        PixelContent pixels = PixelContent.Native.of(Vr.OW, new byte[1000]);
        DataSetWriter.writeFile(stream, PLAIN, TransferSyntax.ExplicitVrLittleEndian, pixels);
        byte[] whole = stream.toByteArray();

        DicomFile file = read(Arrays.copyOf(whole, whole.length - 300));

        assertThat(file.truncated()).isTrue();
        assertThat(file.pixelData().orElseThrow().length()).isEqualTo(700);
        assertThat(file.dataSet()).isEqualTo(PLAIN);
    }

    @Test
    void aFileCutInsideItsHeaderIsRefusedWithTheReason() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        DataSetWriter.writeFile(stream, PLAIN, TransferSyntax.ExplicitVrLittleEndian);
        byte[] whole = stream.toByteArray();
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 5)))
                .isInstanceOf(DicomFormatException.class)
                .hasMessageContaining("cut");
    }

    @Test
    void whatIsNotDicomIsRefused() {
        byte[] text = "This is a letter, and a rather long one too.".repeat(20).getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(DicomFormatException.class)
                .hasMessageContaining("no DICOM file");
        assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(DicomFormatException.class);
    }

    @Test
    void aValueThatIsTooLargeToLoadIsLeftInTheFileAndCopiedFromThere() throws IOException {
        byte[] large = new byte[5000];
        for (int index = 0; index < large.length; index++) {
            large[index] = (byte) index;
        }
        Attributes dataSet = PLAIN.copy().setBytes(0x00291010, Vr.OW, large);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        DataSetWriter.writeFile(stream, dataSet, TransferSyntax.ExplicitVrBigEndian);
        ReadLimits small = new ReadLimits(64, 1000, 1024, 4096, 10, 1 << 20);

        DicomFile file = DataSetReader.read(ByteBuffer.wrap(stream.toByteArray()), small);
        assertThat(file.dataSet().element(0x00291010)).containsInstanceOf(Element.Located.class);
        assertThat(file.dataSet().bytes(0x00291010)).isEmpty();

        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        DataSetWriter.writeFile(
                copy, file.dataSet(), TransferSyntax.ExplicitVrLittleEndian, new PixelContent.CopyOf(file));
        assertThat(read(copy.toByteArray()).dataSet()).isEqualTo(dataSet);
    }

    @Test
    void encapsulatedPixelDataInsideAnItemIsKept() throws IOException {
        byte[] bytes = Hex.bytes("8800 0002 5351 0000 ffffffff feff 00e0 ffffffff"
                + "e07f 1000 4f42 0000 ffffffff feff 00e0 00000000 feff 00e0 04000000 01020304 feff dde0 00000000"
                + "feff 0de0 00000000 feff dde0 00000000");
        Attributes dataSet = DataSetReader.readDataSet(bytes, TransferSyntax.JpegBaseline8Bit);
        assertThat(DataSetWriter.writeDataSet(dataSet, TransferSyntax.JpegBaseline8Bit, SequenceLengths.AS_READ))
                .isEqualTo(bytes);
    }

    @Test
    void anExplicitVrWhoseValuePassesItsLengthIsWrittenAsUn() throws IOException {
        double[] many = new double[10_000];
        Attributes dataSet = new Attributes().setReals(Tag.FrameTimeVector, Vr.FD, many);
        byte[] written = DataSetWriter.writeDataSet(dataSet, TransferSyntax.ExplicitVrLittleEndian);
        assertThat(ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN).getInt(8))
                .isEqualTo(80_000);
        assertThat(DataSetReader.readDataSet(written, TransferSyntax.ExplicitVrLittleEndian)
                        .vr(Tag.FrameTimeVector))
                .hasValue(Vr.UN);
    }
}
