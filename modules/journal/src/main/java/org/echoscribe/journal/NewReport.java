package org.echoscribe.journal;

/**
 * A report that was just written.
 *
 * @param sopInstanceUid its own SOP Instance UID; one that the journal already has is not stored again
 * @param sopClassUid its SOP Class UID
 * @param kind of one loop or of a study
 * @param studyInstanceUid its study
 * @param dataSet the data set in Explicit VR Little Endian, byte for byte
 */
public record NewReport(
        String sopInstanceUid, String sopClassUid, Report.Kind kind, String studyInstanceUid, byte[] dataSet) {}
