package org.echoscribe.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deflated data set costs no more memory than is needed, however large it says to be. */
class DeflatedHeaderTest {

    private static final ReadLimits LIMITS = new ReadLimits(16, 5_000, 1 << 16, 1 << 20, 5_000, 32 << 20);

    @TempDir
    private Path directory;

    @Test
    void theHeaderOfADeflateBombIsReadWithoutInflatingItAndAllOfItIsRefused() throws IOException {
        Path file = deflated(64 << 20);
        assertThat(DataSetReader.readHeader(file, Tag.PixelData, LIMITS)
                        .dataSet()
                        .string(Tag.SOPInstanceUID))
                .contains("1.2.3");
        assertThatThrownBy(() -> DataSetReader.read(file, LIMITS))
                .isInstanceOf(DicomFormatException.class)
                .hasMessageContaining("larger than");
    }

    @Test
    void aLargeDataSetIsInflatedOutsideTheHeap() throws IOException {
        DicomFile file = DataSetReader.read(deflated(16 << 20), LIMITS);
        assertThat(file.source())
                .isInstanceOfSatisfying(
                        DicomSource.InMemory.class,
                        memory -> assertThat(memory.bytes().isDirect()).isTrue());
        assertThat(file.pixelData().orElseThrow().length()).isEqualTo(16 << 20);
        assertThat(file.truncated()).isFalse();
    }

    /** A header that is longer than what is inflated at first. */
    @Test
    void aLongHeaderIsReadToItsEnd() throws IOException {
        Attributes header =
                header().setBytes(0x00091001, Vr.OB, new byte[1 << 19]).set(Tag.Modality, "US");
        Path file = directory.resolve("long.dcm");
        DataSetWriter.writeFile(
                file,
                header.set(Tag.StudyInstanceUID, "1.2.4"),
                TransferSyntax.DeflatedExplicitVrLittleEndian,
                PixelContent.Native.of(Vr.OB, new byte[2]));
        assertThat(DataSetReader.readHeader(file, Tag.PixelData, ReadLimits.HEADER)
                        .dataSet()
                        .string(Tag.StudyInstanceUID))
                .contains("1.2.4");
    }

    private static Attributes header() {
        return new Attributes()
                .set(Tag.SOPClassUID, Uids.UltrasoundMultiFrameImageStorage)
                .set(Tag.SOPInstanceUID, "1.2.3");
    }

    private Path deflated(int pixelBytes) throws IOException {
        Path file = directory.resolve("deflated.dcm");
        DataSetWriter.writeFile(
                file,
                header(),
                TransferSyntax.DeflatedExplicitVrLittleEndian,
                PixelContent.Native.of(Vr.OB, new byte[pixelBytes]));
        return file;
    }
}
