package org.echoscribe.pipeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.dicom.network.StoreRequest;

/**
 * What stands before the data set in a DICOM file: preamble, prefix and file meta information (PS3.10 section 7.1), made
 * from the C-STORE request, so that the data set's bytes can follow exactly as they are received.
 */
final class FileHead {

    private static final int PREAMBLE_BYTES = 128;
    private static final byte[] PREFIX = "DICM".getBytes(StandardCharsets.US_ASCII);
    private static final int GROUP_LENGTH_ELEMENT_BYTES = 12;

    private FileHead() {}

    static ByteBuffer of(StoreRequest request) {
        Attributes meta = new Attributes()
                .setBytes(Tag.FileMetaInformationVersion, Vr.OB, new byte[] {0, 1})
                .set(Tag.MediaStorageSOPClassUID, Vr.UI, request.sopClassUid())
                .set(Tag.MediaStorageSOPInstanceUID, Vr.UI, request.sopInstanceUid())
                .set(Tag.TransferSyntaxUID, Vr.UI, request.transferSyntaxUid())
                .set(Tag.ImplementationClassUID, Vr.UI, Uids.ImplementationClassUID)
                .set(Tag.ImplementationVersionName, Vr.SH, Uids.ImplementationVersionName);
        byte[] group = DataSetWriter.writeDataSet(meta, TransferSyntax.ExplicitVrLittleEndian);
        ByteBuffer head = ByteBuffer.allocate(
                        PREAMBLE_BYTES + PREFIX.length + GROUP_LENGTH_ELEMENT_BYTES + group.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(PREAMBLE_BYTES)
                .put(PREFIX);
        head.putShort((short) 0x0002).putShort((short) 0x0000).put((byte) 'U').put((byte) 'L');
        head.putShort((short) Integer.BYTES).putInt(group.length).put(group);
        return head.flip();
    }
}
