package org.echoscribe.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.PixelContent;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.dataset.Vr;

/**
 * A small moving picture as an uncompressed US Multi-frame object: enough to be decoded and labelled, and nothing like a
 * heart.
 *
 * @param studyInstanceUid its study
 * @param number tells loops of a study apart; decides UID and pixels
 */
record SyntheticLoop(String studyInstanceUid, int number) {

    static final String PATIENT_NAME = "SYNTHETIC^NOBODY";
    static final String PATIENT_ID = "SYN-9999";

    private static final int SIDE = 96;
    private static final int FRAMES = 12;

    String sopInstanceUid() {
        return studyInstanceUid + "." + number;
    }

    /** Writes it as a DICOM file. */
    Path write(Path directory) throws IOException {
        return write(directory, header(), number);
    }

    /** Writes it with other pixels under the same UID. */
    Path writeWithOtherPixels(Path directory) throws IOException {
        return write(directory, header(), number + 1_000_000);
    }

    /** Writes it with a quarter of its brightness. */
    Path writeDark(Path directory) throws IOException {
        byte[] dark = pixels(number);
        for (int i = 0; i < dark.length; i++) {
            dark[i] = (byte) ((dark[i] & 0xFF) / 4);
        }
        return write(directory, header(), "dark", dark);
    }

    /** Writes it with this header. */
    static Path write(Path directory, Attributes header, int pixels) throws IOException {
        return write(directory, header, Integer.toString(pixels), pixels(pixels));
    }

    private static Path write(Path directory, Attributes header, String suffix, byte[] pixels) throws IOException {
        Path file = directory.resolve(header.string(Tag.SOPInstanceUID).orElse("without-uid") + "-" + suffix + ".dcm");
        DataSetWriter.writeFile(
                file, header, TransferSyntax.ExplicitVrLittleEndian, PixelContent.Native.of(Vr.OB, pixels));
        return file;
    }

    Attributes header() {
        Attributes region = new Attributes()
                .setIntegers(Tag.RegionSpatialFormat, Vr.US, 1)
                .setIntegers(Tag.RegionDataType, Vr.US, 1)
                .setIntegers(Tag.RegionFlags, Vr.UL, 0)
                .setIntegers(Tag.RegionLocationMinX0, Vr.UL, 0)
                .setIntegers(Tag.RegionLocationMinY0, Vr.UL, 0)
                .setIntegers(Tag.RegionLocationMaxX1, Vr.UL, SIDE - 1)
                .setIntegers(Tag.RegionLocationMaxY1, Vr.UL, SIDE - 1);
        return new Attributes()
                .set(Tag.SOPClassUID, Uids.UltrasoundMultiFrameImageStorage)
                .set(Tag.SOPInstanceUID, sopInstanceUid())
                .set(Tag.StudyInstanceUID, studyInstanceUid)
                .set(Tag.SeriesInstanceUID, studyInstanceUid + ".0")
                .set(Tag.PatientName, PATIENT_NAME)
                .set(Tag.PatientID, PATIENT_ID)
                .set(Tag.Modality, "US")
                .set(Tag.StudyDate, "20260301")
                .set(Tag.StudyTime, "101500")
                .set(Tag.StudyID, "1")
                .set(Tag.InstanceNumber, Integer.toString(number))
                .set(Tag.NumberOfFrames, Integer.toString(FRAMES))
                .set(Tag.FrameTime, "33.3")
                .setItems(Tag.SequenceOfUltrasoundRegions, region)
                .set(Tag.PhotometricInterpretation, "MONOCHROME2")
                .setIntegers(Tag.SamplesPerPixel, Vr.US, 1)
                .setIntegers(Tag.Rows, Vr.US, SIDE)
                .setIntegers(Tag.Columns, Vr.US, SIDE)
                .setIntegers(Tag.BitsAllocated, Vr.US, 8)
                .setIntegers(Tag.BitsStored, Vr.US, 8)
                .setIntegers(Tag.HighBit, Vr.US, 7)
                .setIntegers(Tag.PixelRepresentation, Vr.US, 0);
    }

    /** A smooth random texture that drifts, so that every pixel moves coherently. */
    private static byte[] pixels(int seed) {
        Random random = new Random(seed);
        double phase = random.nextDouble() * 6;
        double scale = 4 + 4 * random.nextDouble();
        byte[] pixels = new byte[SIDE * SIDE * FRAMES];
        for (int frame = 0; frame < FRAMES; frame++) {
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    double wave = Math.sin((x + 2 * frame) / scale + phase) * Math.cos((y + frame) / scale);
                    pixels[(frame * SIDE + y) * SIDE + x] = (byte) (128 + 80 * wave + random.nextInt(20));
                }
            }
        }
        return pixels;
    }
}
