package org.echoscribe.dicom.dataset;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A DICOM file as read: everything but the pixel data, which is located.
 *
 * @param fileMeta the file meta information (group 0002, PS3.10 7.1); empty where the file has none
 * @param transferSyntax how the data set is really encoded, even where the file meta information says otherwise
 * @param dataSet the data set without pixel data
 * @param pixelData where the pixel data (7FE0,0010) is, if there is any
 * @param source what to open to read pixel data and values that were left in the file
 * @param truncated whether the file ends inside its pixel data; what is there is located
 * @param oddities what is not as the standard demands and was read nevertheless, without any value of an element
 */
public record DicomFile(
        Attributes fileMeta,
        TransferSyntax transferSyntax,
        Attributes dataSet,
        Optional<PixelData> pixelData,
        DicomSource source,
        boolean truncated,
        List<String> oddities) {

    public DicomFile {
        oddities = List.copyOf(oddities);
    }

    /** Opens the bytes that the offsets of pixel data and located values refer to. */
    public ByteAccess openSource() throws IOException {
        return source.open();
    }
}
