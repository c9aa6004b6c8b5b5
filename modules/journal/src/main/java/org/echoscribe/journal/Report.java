package org.echoscribe.journal;

import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * A finished report with the bytes that were written first, which are the bytes that are sent, always.
 *
 * @param number the journal's number for it
 * @param sopInstanceUid the report's own SOP Instance UID
 * @param sopClassUid the report's SOP Class UID
 * @param kind what it is
 * @param variant which of the forms that destinations choose from; empty where there is only one
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
        String variant,
        String studyInstanceUid,
        OptionalLong loopNumber,
        Instant writtenAt,
        byte[] dataSet) {

    /** What a report is. */
    public enum Kind {
        /** The document of one loop. */
        LOOP("loop"),
        /** The document of a study. */
        SUMMARY("summary"),
        /** A person's word on one loop. */
        CORRECTION("loop"),
        /** The label drawn over one loop. */
        PRESENTATION_STATE("loop"),
        /** A study's loops in one picture. */
        CONTACT_SHEET("summary");

        private final String subject;

        Kind(String subject) {
            this.subject = subject;
        }

        /** Whether it is about one loop or a study, in the journal's words. */
        String subject() {
            return subject;
        }

        String stored() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        static Kind ofStored(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT).replace(' ', '_'));
        }
    }
}
