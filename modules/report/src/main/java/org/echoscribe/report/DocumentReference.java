package org.echoscribe.report;

import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;

/**
 * A document written earlier, which a new one replaces: an item of Predecessor Documents Sequence (0040,A360).
 *
 * @param studyInstanceUid its study
 * @param seriesInstanceUid its series
 * @param sopClassUid its SOP class
 * @param sopInstanceUid the document itself
 */
public record DocumentReference(
        String studyInstanceUid, String seriesInstanceUid, String sopClassUid, String sopInstanceUid) {

    /** The reference to a document at hand. */
    public static DocumentReference of(Attributes document) {
        SourceHeader header = new SourceHeader(document);
        return new DocumentReference(
                header.studyInstanceUid(), header.seriesInstanceUid(), header.sopClassUid(), header.sopInstanceUid());
    }

    /** The item that refers to it, study and series around it, as evidence and predecessors are written. */
    Attributes toItem() {
        Attributes instance = new Attributes()
                .set(Tag.ReferencedSOPClassUID, sopClassUid)
                .set(Tag.ReferencedSOPInstanceUID, sopInstanceUid);
        Attributes series = new Attributes()
                .set(Tag.SeriesInstanceUID, seriesInstanceUid)
                .setItems(Tag.ReferencedSOPSequence, instance);
        return new Attributes()
                .set(Tag.StudyInstanceUID, studyInstanceUid)
                .setItems(Tag.ReferencedSeriesSequence, series);
    }
}
