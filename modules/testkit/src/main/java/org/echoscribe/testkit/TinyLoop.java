package org.echoscribe.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DicomSender;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.PresentationContextRequest;
import org.echoscribe.dicom.network.StoreResult;

/**
 * An ultrasound loop of two frames of 8 by 8 pixels, complete enough for an archive to index it and far too small to be
 * labelled.
 *
 * @param studyInstanceUid of its study
 * @param seriesInstanceUid of its series
 * @param sopInstanceUid of itself
 * @param studyDate YYYYMMDD
 * @param studyTime HHMMSS
 * @param modality such as US
 */
public record TinyLoop(
        String studyInstanceUid,
        String seriesInstanceUid,
        String sopInstanceUid,
        String studyDate,
        String studyTime,
        String modality) {
    private static final TransferSyntax ENCODING = TransferSyntax.ExplicitVrLittleEndian;
    private static final int FRAMES = 2;
    private static final int SIDE = 8;

    /** A new loop of a study and a series. */
    public static TinyLoop of(String studyInstanceUid, String seriesInstanceUid, String studyDate, String modality) {
        return new TinyLoop(studyInstanceUid, seriesInstanceUid, newUid(), studyDate, "101500", modality);
    }

    /** The same at another time of its day, HHMMSS. */
    public TinyLoop at(String time) {
        return new TinyLoop(studyInstanceUid, seriesInstanceUid, sopInstanceUid, studyDate, time, modality);
    }

    /** A UID that nothing has yet. */
    public static String newUid() {
        return "2.25." + new java.math.BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }

    /** Its data set. */
    public Attributes dataSet() {
        return new Attributes()
                .set(Tag.SOPClassUID, Uids.UltrasoundMultiFrameImageStorage)
                .set(Tag.SOPInstanceUID, sopInstanceUid)
                .set(Tag.StudyDate, studyDate)
                .set(Tag.StudyTime, studyTime)
                .set(Tag.AccessionNumber, "A1")
                .set(Tag.Modality, modality)
                .set(Tag.PatientName, "Test^Loop")
                .set(Tag.PatientID, "P" + studyInstanceUid.substring(studyInstanceUid.length() - 6))
                .set(Tag.PatientBirthDate, "19500101")
                .set(Tag.PatientSex, "O")
                .set(Tag.StudyInstanceUID, studyInstanceUid)
                .set(Tag.SeriesInstanceUID, seriesInstanceUid)
                .set(Tag.StudyID, "1")
                .set(Tag.SeriesNumber, "1")
                .set(Tag.InstanceNumber, "1")
                .setIntegers(Tag.SamplesPerPixel, Vr.US, 1)
                .set(Tag.PhotometricInterpretation, "MONOCHROME2")
                .set(Tag.NumberOfFrames, Integer.toString(FRAMES))
                .set(Tag.FrameTime, "33")
                .setIntegers(Tag.Rows, Vr.US, SIDE)
                .setIntegers(Tag.Columns, Vr.US, SIDE)
                .setIntegers(Tag.BitsAllocated, Vr.US, 8)
                .setIntegers(Tag.BitsStored, Vr.US, 8)
                .setIntegers(Tag.HighBit, Vr.US, 7)
                .setIntegers(Tag.PixelRepresentation, Vr.US, 0)
                .setBytes(Tag.PixelData, Vr.OB, new byte[FRAMES * SIDE * SIDE]);
    }

    /** Sends loops, each of which must be stored. */
    public static void store(Destination archive, List<TinyLoop> loops) throws IOException {
        PresentationContextRequest context =
                PresentationContextRequest.of(Uids.UltrasoundMultiFrameImageStorage, ENCODING.uid());
        try (DicomSender sender = DicomSender.connect(archive, Cart.AE_TITLE, List.of(context), Limits.defaults())) {
            for (TinyLoop loop : loops) {
                StoreResult result = sender.store(
                        Uids.UltrasoundMultiFrameImageStorage,
                        loop.sopInstanceUid(),
                        ENCODING.uid(),
                        ByteBuffer.wrap(DataSetWriter.writeDataSet(loop.dataSet(), ENCODING)));
                if (!result.stored()) {
                    throw new IOException(archive + " did not store a loop: " + result.description());
                }
            }
        }
    }
}
