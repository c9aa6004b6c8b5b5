package org.echoscribe.dicom.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.echoscribe.dicom.dataset.TransferSyntax.Encoding;

/** The file meta information that we write (PS3.10 7.1). */
final class FileMeta {

    private FileMeta() {}

    /** What a file with this data set says about itself. */
    static Attributes of(Attributes dataSet, TransferSyntax syntax) {
        Attributes meta = new Attributes().setBytes(Tag.FileMetaInformationVersion, Vr.OB, new byte[] {0, 1});
        copy(dataSet, Tag.SOPClassUID, meta, Tag.MediaStorageSOPClassUID);
        copy(dataSet, Tag.SOPInstanceUID, meta, Tag.MediaStorageSOPInstanceUID);
        return meta.set(Tag.TransferSyntaxUID, Vr.UI, syntax.uid())
                .set(Tag.ImplementationClassUID, Vr.UI, Uids.ImplementationClassUID)
                .set(Tag.ImplementationVersionName, Vr.SH, Uids.ImplementationVersionName);
    }

    /** The UIDs are copied as they are: a file keeps a UID that breaks the rules. */
    private static void copy(Attributes dataSet, int tag, Attributes meta, int metaTag) {
        byte[] uid = dataSet.string(tag).orElse("").getBytes(StandardCharsets.ISO_8859_1);
        meta.setBytes(metaTag, Vr.UI, uid);
    }

    /** Writes preamble, prefix, and the group with its length. */
    static void write(Attributes meta, OutputStream stream) throws IOException {
        stream.write(new byte[128]);
        stream.write(new byte[] {'D', 'I', 'C', 'M'});
        DataSetEncoder encoder =
                new DataSetEncoder(Encoding.EXPLICIT_LITTLE_ENDIAN, SequenceLengths.DEFINED, Optional.empty());
        ByteArrayOutputStream group = new ByteArrayOutputStream();
        // Elements of other groups, which some files have here, would be taken for the data set.
        encoder.write(meta, 0x0002_0000L, 0x0003_0000L, group);
        Attributes length = new Attributes().setIntegers(Tag.FileMetaInformationGroupLength, Vr.UL, group.size());
        new DataSetEncoder(Encoding.EXPLICIT_LITTLE_ENDIAN, SequenceLengths.AS_READ, Optional.empty())
                .write(length, 0, Long.MAX_VALUE, stream);
        group.writeTo(stream);
    }
}
