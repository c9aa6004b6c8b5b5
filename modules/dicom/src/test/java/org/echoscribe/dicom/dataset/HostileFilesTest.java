package org.echoscribe.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What we make of each broken or malicious public file. */
class HostileFilesTest {

    private static DicomFile read(String name) throws IOException {
        return DataSetReader.read(SharedFiles.hostile(name));
    }

    @Test
    void sequencesThatNestWithoutEndAreRefused() {
        assertThatThrownBy(() -> read("deeply-nested-sequence.dcm"))
                .isInstanceOf(DicomFormatException.class)
                .hasMessageContaining("nest deeper than 64 levels");
    }

    @Test
    void anElementThatDeclaresAGigabyteIsRefusedBeforeAnyIsAllocated() {
        assertThatThrownBy(() -> read("meta-unknown-vr-1gb.dcm"))
                .isInstanceOf(DicomFormatException.class)
                .hasMessageContaining("A length of 1073741823 bytes passes the 8807 bytes that are left")
                .hasMessageContaining("TransferSyntaxUID");
    }

    @Test
    void bytesOfADelimiterInsideAFragmentDoNotEndIt() throws IOException {
        PixelData.Encapsulated pixels = (PixelData.Encapsulated)
                read("fragment-contains-delimiter-bytes.dcm").pixelData().orElseThrow();
        assertThat(pixels.fragments()).hasSize(1);
        assertThat(pixels.length()).isEqualTo(250);
    }

    @Test
    void aFileCutInsideAFragmentGivesItsHeaderAndTheWholeFragments() throws IOException {
        DicomFile file = read("too-few-fragments.dcm");
        assertThat(file.truncated()).isTrue();
        assertThat(file.dataSet().integer(Tag.NumberOfFrames)).hasValue(10);
        PixelData.Encapsulated pixels =
                (PixelData.Encapsulated) file.pixelData().orElseThrow();
        assertThat(pixels.fragments()).isNotEmpty();
        try (ByteAccess bytes = file.openSource()) {
            PixelData.Fragment last = pixels.fragments().getLast();
            assertThat(last.offset() + last.length()).isLessThanOrEqualTo(bytes.size());
        }
    }

    @Test
    void framesOfSeveralFragmentsAreToldApartByTheOffsetTable() throws IOException {
        PixelData.Encapsulated pixels = (PixelData.Encapsulated)
                read("two-frames-many-fragments.dcm").pixelData().orElseThrow();
        assertThat(pixels.fragments()).hasSize(136);
        List<List<PixelData.Fragment>> frames = pixels.frames(2).orElseThrow();
        assertThat(frames).hasSize(2);
        assertThat(frames.stream().mapToInt(List::size).sum()).isEqualTo(136);
    }

    @Test
    void tenThousandFragmentsAreLocated() throws IOException {
        PixelData.Encapsulated pixels = (PixelData.Encapsulated)
                read("encap-10k-fragments.dcm").pixelData().orElseThrow();
        assertThat(pixels.fragments()).hasSize(10_000);
        assertThat(pixels.frames(10_000)).isPresent();
        assertThat(pixels.frames(7)).isEmpty();
    }

    @Test
    void aSecondSequenceDelimiterAfterThePixelDataIsPassedOver() throws IOException {
        DicomFile file = read("us-cine-double-sequence-delimiter.dcm");
        assertThat(file.truncated()).isFalse();
        assertThat(file.oddities()).containsExactly("a delimiter stands outside of a sequence");
        assertThat(((PixelData.Encapsulated) file.pixelData().orElseThrow()).fragments())
                .hasSize(65);
    }

    @Test
    void aFragmentOfOddLengthAndAnItemWithoutItsSequenceDoNotHideThePixelData() throws IOException {
        DicomFile file = read("us-still-jpegls-odd-length-fragment.dcm");
        assertThat(file.transferSyntax()).isEqualTo(TransferSyntax.JpegLsLossless);
        assertThat(file.pixelData().orElseThrow().length()).isEqualTo(107_763);
        assertThat(file.truncated()).isFalse();
        assertThat(file.oddities())
                .containsExactly(
                        "the group length of the file meta information is wrong",
                        "an item outside of a sequence was passed over");
    }

    @Test
    void aDataSetWithoutPreambleAndFileMetaInformationIsRead() throws IOException {
        DicomFile file = read("no-meta-explicit-le.dcm");
        assertThat(file.fileMeta().isEmpty()).isTrue();
        assertThat(file.transferSyntax()).isEqualTo(TransferSyntax.ExplicitVrLittleEndian);
        assertThat(file.dataSet().size()).isEqualTo(24);
    }

    @Test
    void aNumberThatIsNoNumberIsAbsent() throws IOException {
        Attributes dataSet = read("bad-number-of-frames.dcm").dataSet();
        assertThat(dataSet.contains(Tag.NumberOfFrames)).isTrue();
        assertThat(dataSet.string(Tag.NumberOfFrames)).hasValue("1A");
        assertThat(dataSet.integer(Tag.NumberOfFrames)).isEmpty();
    }

    @Test
    void bigEndianNumbersAreUnderstood() throws IOException {
        DicomFile file = read("us-big-endian.dcm");
        assertThat(file.transferSyntax()).isEqualTo(TransferSyntax.ExplicitVrBigEndian);
        assertThat(file.dataSet().integer(Tag.Rows)).hasValue(60);
        assertThat(file.dataSet().integer(Tag.Columns)).hasValue(80);
        assertThat(file.pixelData().orElseThrow().length()).isEqualTo(60 * 80 * 3);
    }

    @Test
    void implicitVrTakesVrsFromTheDictionary() throws IOException {
        Attributes dataSet = read("us-palette-16bit-lut-implicit.dcm").dataSet();
        assertThat(dataSet.vr(Tag.SegmentedRedPaletteColorLookupTableData)).hasValue(Vr.OW);
        assertThat(dataSet.integers(Tag.RedPaletteColorLookupTableDescriptor)).hasSize(3);
        assertThat(dataSet.integer(Tag.BitsAllocated)).hasValue(16);
    }

    @Test
    void anUnknownTransferSyntaxIsReadAsEncapsulatedAndMarked() throws IOException {
        DicomFile file = read("us-cine-private-ts.dcm");
        assertThat(file.transferSyntax().known()).isFalse();
        assertThat(((PixelData.Encapsulated) file.pixelData().orElseThrow()).fragments())
                .hasSize(30);
    }

    @Test
    void aUidThatIsAPathIsOnlyText() throws IOException {
        DicomFile file = read("us-cine-uid-path-traversal.dcm");
        assertThat(file.dataSet().string(Tag.SOPInstanceUID).orElseThrow()).startsWith("../");
    }

    @Test
    void theOthersAreReadWhole() throws IOException {
        for (String name : List.of(
                "invalid-jpegll-bitstream.dcm",
                "missing-all-required.dcm",
                "odd-length-lo.dcm",
                "multiframe-no-pixeldata.dcm",
                "private-sop-class.dcm",
                "unknown-sop-class.dcm")) {
            DicomFile file = read(name);
            assertThat(file.oddities()).as(name).isEmpty();
            assertThat(file.truncated()).as(name).isFalse();
            assertThat(file.pixelData().isPresent())
                    .as(name)
                    .isEqualTo(!name.startsWith("multiframe") && !name.startsWith("private"));
        }
    }
}
