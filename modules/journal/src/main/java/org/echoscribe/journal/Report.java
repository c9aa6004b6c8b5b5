package org.echoscribe.journal;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A finished report with the bytes that were written first, which are the bytes that are sent, always.
 *
 * @param number the journal's number for it
 * @param sopInstanceUid the report's own SOP Instance UID
 * @param sopClassUid the report's SOP Class UID
 * @param kind of one loop or of a study
 * @param studyInstanceUid its study
 * @param loopNumber the loop that it reports; empty for a summary
 * @param writtenAt when its bytes were written
 * @param dataSet the data set in Explicit VR Little Endian, byte for byte
 */
public record Report(
        long number,
        String sopInstanceUid,
        String sopClassUid,
        Kind kind,
        String studyInstanceUid,
        OptionalLong loopNumber,
        Instant writtenAt,
        byte[] dataSet) {

    /** What a report is about. */
    public enum Kind {
        LOOP,
        SUMMARY
    }
}
