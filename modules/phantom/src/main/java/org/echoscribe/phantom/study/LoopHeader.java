package org.echoscribe.phantom.study;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.phantom.rendering.LoopRenderer.Raster;

/** The data set of a loop without its pixels: US Multi-frame Image IOD, PS3.3 A.7 and C.8.5. */
final class LoopHeader {

    private LoopHeader() {}

    static Attributes of(LoopObject loop) {
        Attributes header = new Attributes();
        identity(header, loop);
        equipment(header, loop);
        acquisition(header, loop);
        pixels(header, loop);
        privateElements(header, loop);
        return header;
    }

    private static void identity(Attributes header, LoopObject loop) {
        String date = String.format(
                Locale.ROOT, "2025%02d%02d", 1 + loop.studyNumber() / 28 % 12, 1 + loop.studyNumber() % 28);
        String time = String.format(
                Locale.ROOT, "%02d%02d%02d", 8 + loop.instanceNumber() / 60, loop.instanceNumber() % 60, 10);
        header.set(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 100")
                .set(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "SYNTHETIC", loop.colourDoppler() ? "0011" : "0001")
                .set(Tag.SOPClassUID, Vr.UI, Uids.UltrasoundMultiFrameImageStorage)
                .set(Tag.SOPInstanceUID, Vr.UI, loop.sopInstanceUid())
                .set(Tag.StudyDate, Vr.DA, date)
                .set(Tag.SeriesDate, Vr.DA, date)
                .set(Tag.AcquisitionDate, Vr.DA, date)
                .set(Tag.ContentDate, Vr.DA, date)
                .set(Tag.StudyTime, Vr.TM, "080000")
                .set(Tag.SeriesTime, Vr.TM, "080000")
                .set(Tag.AcquisitionTime, Vr.TM, time)
                .set(Tag.ContentTime, Vr.TM, time)
                .set(Tag.AccessionNumber, Vr.SH, String.format(Locale.ROOT, "SYN%05d", loop.studyNumber()))
                .set(Tag.Modality, Vr.CS, "US")
                .set(Tag.ReferringPhysicianName, Vr.PN)
                .set(Tag.StudyDescription, Vr.LO, "SYNTHETIC echocardiogram, no patient")
                .set(Tag.SeriesDescription, Vr.LO, loop.seriesDescription())
                .set(Tag.PatientName, Vr.PN, loop.patientName())
                .set(Tag.PatientID, Vr.LO, loop.patientId())
                .set(Tag.PatientBirthDate, Vr.DA)
                .set(Tag.PatientSex, Vr.CS, "O")
                .set(Tag.StudyInstanceUID, Vr.UI, loop.studyInstanceUid())
                .set(Tag.SeriesInstanceUID, Vr.UI, loop.seriesInstanceUid())
                .set(Tag.StudyID, Vr.SH, String.format(Locale.ROOT, "SYN%d", loop.studyNumber()))
                .set(Tag.SeriesNumber, Vr.IS, "1")
                .set(Tag.InstanceNumber, Vr.IS, Integer.toString(loop.instanceNumber()))
                .set(Tag.BodyPartExamined, Vr.CS, "HEART")
                .set(Tag.PatientOrientation, Vr.CS)
                .set(
                        Tag.ImageComments,
                        Vr.LT,
                        "SYNTHETIC: rendered by the Echoscribe phantom; no patient was examined");
    }

    private static void equipment(Attributes header, LoopObject loop) {
        header.set(Tag.Manufacturer, Vr.LO, loop.vendor().manufacturer())
                .set(Tag.ManufacturerModelName, Vr.LO, loop.vendor().model())
                .set(Tag.DeviceSerialNumber, Vr.LO, String.format(Locale.ROOT, "SYN%04d", loop.studyNumber() % 17))
                .set(Tag.SoftwareVersions, Vr.LO, loop.vendor().softwareVersion())
                .set(Tag.InstitutionName, Vr.LO, "SYNTHETIC");
    }

    private static void acquisition(Attributes header, LoopObject loop) {
        int framesPerSecond = (int) Math.round(1000 / loop.frameTimeMillis());
        header.set(Tag.FrameTime, Vr.DS, decimal(loop.frameTimeMillis()))
                .setIntegers(Tag.FrameIncrementPointer, Vr.AT, Tag.FrameTime)
                .set(Tag.CineRate, Vr.IS, Integer.toString(framesPerSecond))
                .set(Tag.RecommendedDisplayFrameRate, Vr.IS, Integer.toString(framesPerSecond))
                .set(Tag.StartTrim, Vr.IS, "1")
                .set(Tag.StopTrim, Vr.IS, Integer.toString(loop.frames()))
                .set(Tag.EffectiveDuration, Vr.DS, decimal(loop.frames() * loop.frameTimeMillis() / 1000))
                .set(Tag.HeartRate, Vr.IS, Long.toString(Math.round(loop.heartRate())))
                .set(Tag.TransducerType, Vr.CS, "SECTOR_PHASED")
                .setItems(Tag.SequenceOfUltrasoundRegions, region(loop));
    }

    private static Attributes region(LoopObject loop) {
        Raster raster = loop.region().raster();
        double cmPerPixel = 1 / raster.pixelsPerCm();
        return new Attributes()
                .setIntegers(Tag.RegionSpatialFormat, Vr.US, 1)
                .setIntegers(Tag.RegionDataType, Vr.US, loop.colourDoppler() ? 2 : 1)
                .setIntegers(Tag.RegionFlags, Vr.UL, 2)
                .setIntegers(Tag.RegionLocationMinX0, Vr.UL, loop.region().x())
                .setIntegers(Tag.RegionLocationMinY0, Vr.UL, loop.region().y())
                .setIntegers(Tag.RegionLocationMaxX1, Vr.UL, loop.region().x() + raster.width() - 1)
                .setIntegers(Tag.RegionLocationMaxY1, Vr.UL, loop.region().y() + raster.height() - 1)
                .setIntegers(Tag.ReferencePixelX0, Vr.SL, (int) Math.round(raster.apexX()))
                .setIntegers(Tag.ReferencePixelY0, Vr.SL, (int) Math.round(raster.apexY()))
                .setIntegers(Tag.PhysicalUnitsXDirection, Vr.US, 3)
                .setIntegers(Tag.PhysicalUnitsYDirection, Vr.US, 3)
                .setReals(Tag.ReferencePixelPhysicalValueX, Vr.FD, 0)
                .setReals(Tag.ReferencePixelPhysicalValueY, Vr.FD, 0)
                .setReals(Tag.PhysicalDeltaX, Vr.FD, cmPerPixel)
                .setReals(Tag.PhysicalDeltaY, Vr.FD, cmPerPixel)
                .setIntegers(Tag.TransducerFrequency, Vr.UL, 2500);
    }

    private static void pixels(Attributes header, LoopObject loop) {
        boolean colour = loop.storage().colour();
        header.setIntegers(Tag.SamplesPerPixel, Vr.US, colour ? 3 : 1)
                .set(Tag.PhotometricInterpretation, Vr.CS, loop.storage().photometricInterpretation())
                .set(Tag.NumberOfFrames, Vr.IS, Integer.toString(loop.frames()))
                .setIntegers(Tag.Rows, Vr.US, loop.layout().height())
                .setIntegers(Tag.Columns, Vr.US, loop.layout().width())
                .setIntegers(Tag.UltrasoundColorDataPresent, Vr.US, loop.colourDoppler() ? 1 : 0)
                .setIntegers(Tag.BitsAllocated, Vr.US, 8)
                .setIntegers(Tag.BitsStored, Vr.US, 8)
                .setIntegers(Tag.HighBit, Vr.US, 7)
                .setIntegers(Tag.PixelRepresentation, Vr.US, 0)
                .set(Tag.BurnedInAnnotation, Vr.CS, "YES")
                .set(Tag.LossyImageCompression, Vr.CS, loop.storage().jpeg() ? "01" : "00");
        if (colour) {
            header.setIntegers(Tag.PlanarConfiguration, Vr.US, 0);
        }
    }

    /** Vendors put things of their own into every object; ours say that they are synthetic too. */
    private static void privateElements(Attributes header, LoopObject loop) {
        int group = loop.vendor().privateGroup() << 16;
        byte[] blob = new byte[64 + 2 * loop.instanceNumber()];
        byte[] text = "SYNTHETIC".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, blob, 0, text.length);
        header.set(group | 0x0010, Vr.LO, loop.vendor().privateCreator())
                .set(group | 0x1008, Vr.LO, "SYNTHETIC LOOP")
                .setBytes(group | 0x1010, Vr.OB, blob);
    }

    /** At most 16 characters, as DS wants. */
    static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
