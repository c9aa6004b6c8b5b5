package org.echoscribe.pipeline;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.network.StoreRequest;

/**
 * What stands before the data set in a DICOM file: preamble, prefix and file meta information (PS3.10 section 7.1), made
 * from the C-STORE request, so that the data set's bytes can follow exactly as they are received. Written byte by byte,
 * because a data set of ours would refuse the UIDs of some real senders, such as those with leading zeros.
 */
final class FileHead {

    private static final int PREAMBLE_BYTES = 128;
    private static final byte[] PREFIX = "DICM".getBytes(StandardCharsets.US_ASCII);
    private static final int ELEMENT_HEADER_BYTES = 8;

    /** File Meta Information Version 1, of VR OB, whose length has four bytes. */
    private static final byte[] VERSION = {2, 0, 1, 0, 'O', 'B', 0, 0, 2, 0, 0, 0, 0, 1};

    private FileHead() {}

    static ByteBuffer of(StoreRequest request) {
        ByteArrayOutputStream group = new ByteArrayOutputStream();
        group.writeBytes(VERSION);
        group.writeBytes(element(Tag.MediaStorageSOPClassUID, "UI", request.sopClassUid(), '\0'));
        group.writeBytes(element(Tag.MediaStorageSOPInstanceUID, "UI", request.sopInstanceUid(), '\0'));
        group.writeBytes(element(Tag.TransferSyntaxUID, "UI", request.transferSyntaxUid(), '\0'));
        group.writeBytes(element(Tag.ImplementationClassUID, "UI", Uids.ImplementationClassUID, '\0'));
        group.writeBytes(element(Tag.ImplementationVersionName, "SH", Uids.ImplementationVersionName, ' '));
        int groupLengthElementBytes = ELEMENT_HEADER_BYTES + Integer.BYTES;
        return ByteBuffer.allocate(PREAMBLE_BYTES + PREFIX.length + groupLengthElementBytes + group.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(PREAMBLE_BYTES)
                .put(PREFIX)
                .put(elementHeader(Tag.FileMetaInformationGroupLength, "UL", Integer.BYTES))
                .putInt(group.size())
                .put(group.toByteArray())
                .flip();
    }

    private static byte[] element(int tag, String vr, String value, char padding) {
        String even = value.length() % 2 == 0 ? value : value + padding;
        return ByteBuffer.allocate(ELEMENT_HEADER_BYTES + even.length())
                .put(elementHeader(tag, vr, even.length()))
                .put(even.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static byte[] elementHeader(int tag, String vr, int valueBytes) {
        return ByteBuffer.allocate(ELEMENT_HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (tag >>> 16))
                .putShort((short) tag)
                .put(vr.getBytes(StandardCharsets.US_ASCII))
                .putShort((short) valueBytes)
                .array();
    }
}
