package org.echoscribe.report;

import java.time.Instant;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;

/**
 * What all objects of this node have in common: Patient and General Study as in the source, a series of their own, General
 * Equipment and SOP Common (PS3.3 C.7.1.1, C.7.2.1, C.7.3.1, C.7.5.1, C.12.1).
 *
 * @param series which of the node's series it belongs to
 * @param seriesInstanceUid that series' UID
 * @param sopClassUid its SOP class
 * @param sopInstanceUid its own UID
 * @param instanceNumber its number in the series
 * @param source the object whose patient and study it takes over
 * @param contentTime when what it says was found out
 */
record DerivedObject(
        SeriesKind series,
        String seriesInstanceUid,
        String sopClassUid,
        String sopInstanceUid,
        int instanceNumber,
        SourceHeader source,
        Instant contentTime) {

    Attributes toAttributes(NodeIdentity node, ReportTime time, boolean synthetic) {
        return CopiedAttributes.of(source)
                .set(Tag.SOPClassUID, sopClassUid)
                .set(Tag.SOPInstanceUID, sopInstanceUid)
                .set(Tag.InstanceCreationDate, time.date(contentTime))
                .set(Tag.InstanceCreationTime, time.time(contentTime))
                .set(Tag.Modality, series.modality())
                .set(Tag.SeriesInstanceUID, seriesInstanceUid)
                .set(Tag.SeriesNumber, Integer.toString(series.number()))
                .set(Tag.SeriesDescription, series.description(synthetic))
                .set(Tag.InstanceNumber, Integer.toString(instanceNumber))
                .set(Tag.Manufacturer, PlainAscii.ofAtMost64(node.manufacturer()))
                .set(Tag.ManufacturerModelName, PlainAscii.ofAtMost64(node.modelName()))
                .set(Tag.DeviceSerialNumber, PlainAscii.ofAtMost64(node.name()))
                .set(Tag.SoftwareVersions, PlainAscii.ofAtMost64(node.softwareVersion()));
    }
}
