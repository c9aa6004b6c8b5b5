package org.echoscribe.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DeflatedDataSetTest {

    private static byte[] zeros(int pixelBytes) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        Attributes dataSet = new Attributes().set(Tag.SOPInstanceUID, "1.2.3");
        PixelContent pixels = PixelContent.Native.of(Vr.OB, new byte[pixelBytes]);
        DataSetWriter.writeFile(stream, dataSet, TransferSyntax.DeflatedExplicitVrLittleEndian, pixels);
        return stream.toByteArray();
    }

    @Test
    void pixelDataIsReadFromTheInflatedDataSet() throws IOException {
        DicomFile file = DataSetReader.read(ByteBuffer.wrap(zeros(1 << 20)), ReadLimits.DEFAULT);
        PixelData.Native pixels = (PixelData.Native) file.pixelData().orElseThrow();
        try (ByteAccess bytes = file.openSource()) {
            assertThat(bytes.read(pixels.offset(), (int) pixels.length())).isEqualTo(new byte[1 << 20]);
        }
    }

    @Test
    void aSmallFileThatInflatesBeyondTheLimitIsRefused() throws IOException {
        byte[] bomb = zeros(32 << 20);
        assertThat(bomb.length).isLessThan(64 << 10);
        ReadLimits limits = new ReadLimits(64, 1000, 1 << 20, 1 << 20, 1000, 1 << 20);
        assertThatThrownBy(() -> DataSetReader.read(ByteBuffer.wrap(bomb), limits))
                .isInstanceOf(DicomFormatException.class)
                .hasMessageContaining("larger than 1048576 bytes");
    }

    @Test
    void aDeflatedFileThatWasCutGivesWhatCanBeInflatedAndSaysSo() throws IOException {
        byte[] whole = zeros(1 << 20);
        DicomFile file =
                DataSetReader.read(ByteBuffer.wrap(Arrays.copyOf(whole, whole.length - 100)), ReadLimits.DEFAULT);
        assertThat(file.truncated()).isTrue();
        assertThat(file.dataSet().string(Tag.SOPInstanceUID)).hasValue("1.2.3");
    }
}
