package org.echoscribe.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The first bytes of a data set tell what is complete in them, wherever they end. */
class HeaderScanTest {

    private static final Attributes DATA_SET = new Attributes()
            .set(Tag.SOPClassUID, Uids.UltrasoundMultiFrameImageStorage)
            .set(Tag.SOPInstanceUID, "1.2.3")
            .setItems(Tag.ReferencedSeriesSequence, new Attributes().set(Tag.SeriesInstanceUID, "1.2.4"))
            .set(Tag.StudyInstanceUID, "1.2.5")
            .setBytes(Tag.PixelData, Vr.OW, new byte[100]);

    @Test
    void everyBeginningGivesTheElementsThatAreWholeInIt() throws IOException {
        for (TransferSyntax syntax : TransferSyntax.all().subList(0, 4)) {
            if (syntax.deflated()) {
                continue;
            }
            byte[] bytes = DataSetWriter.writeDataSet(DATA_SET, syntax);
            int before = 0;
            for (int end = 0; end <= bytes.length; end++) {
                HeaderScan scan = DataSetReader.scan(ByteBuffer.wrap(bytes, 0, end), syntax, Tag.PixelData);
                assertThat(scan.attributes().size()).isGreaterThanOrEqualTo(before);
                before = scan.attributes().size();
            }
            assertThat(before).isEqualTo(4);
        }
    }

    @Test
    void theScanIsCompleteOnceItsStopTagIsSeen() throws IOException {
        TransferSyntax syntax = TransferSyntax.ExplicitVrLittleEndian;
        byte[] bytes = DataSetWriter.writeDataSet(DATA_SET, syntax);
        HeaderScan scan = DataSetReader.scan(ByteBuffer.wrap(bytes), syntax, Tag.StudyInstanceUID);
        assertThat(scan.complete()).isTrue();
        assertThat(scan.attributes().contains(Tag.StudyInstanceUID)).isFalse();
        HeaderScan early = DataSetReader.scan(ByteBuffer.wrap(bytes, 0, 40), syntax, Tag.StudyInstanceUID);
        assertThat(early.complete()).isFalse();
    }

    @Test
    void theBufferStaysAsItIs() throws IOException {
        byte[] bytes = DataSetWriter.writeDataSet(DATA_SET, TransferSyntax.ExplicitVrLittleEndian);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        DataSetReader.scan(direct, TransferSyntax.ExplicitVrLittleEndian, Tag.PixelData);
        assertThat(direct.position()).isZero();
        assertThat(direct.limit()).isEqualTo(bytes.length);
    }
}
