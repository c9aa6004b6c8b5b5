package org.echoscribe.journal;

/**
 * A report that was just written.
 *
 * @param sopInstanceUid its own SOP Instance UID; one that the journal already has is not stored again
 * @param sopClassUid its SOP Class UID
 * @param kind what it is
 * @param variant which of the forms that destinations choose from; empty where there is only one
 * @param studyInstanceUid its study
 * @param dataSet the data set in Explicit VR Little Endian, byte for byte
 */
public record NewReport(
        String sopInstanceUid,
        String sopClassUid,
        Report.Kind kind,
        String variant,
        String studyInstanceUid,
        byte[] dataSet) {}
