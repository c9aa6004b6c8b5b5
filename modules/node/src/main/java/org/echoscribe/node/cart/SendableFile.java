package org.echoscribe.node.cart;

import java.io.IOException;
import java.nio.file.Path;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DicomFile;
import org.echoscribe.dicom.dataset.Tag;

/**
 * A DICOM file that can be sent as it stands.
 *
 * @param path the file
 * @param sopClassUid what it is
 * @param sopInstanceUid which one it is
 * @param transferSyntaxUid how it is encoded
 */
public record SendableFile(Path path, String sopClassUid, String sopInstanceUid, String transferSyntaxUid) {

    /**
     * Reads only the start of the file.
     *
     * @throws IOException when it is not a DICOM file, or lacks the UIDs that C-STORE needs
     */
    public static SendableFile read(Path path) throws IOException {
        DicomFile file = DataSetReader.readHeader(path, Tag.PatientName);
        return new SendableFile(
                path,
                uid(file, Tag.SOPClassUID, "SOP Class UID"),
                uid(file, Tag.SOPInstanceUID, "SOP Instance UID"),
                file.transferSyntax().uid());
    }

    private static String uid(DicomFile file, int tag, String name) throws IOException {
        return file.dataSet().string(tag).orElseThrow(() -> new IOException("it has no " + name));
    }
}
