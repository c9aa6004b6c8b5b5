package org.echoscribe.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * An SR document with view labels, read back.
 *
 * @param sopInstanceUid the document
 * @param sopClassUid its SOP class
 * @param studyInstanceUid its study
 * @param complete Completion Flag is COMPLETE
 * @param verified Verification Flag is VERIFIED: a person stands behind it
 * @param predecessorUids documents that this one replaces
 * @param labels one per measurement group that names a view, or says why it names none
 * @param overallComment a summary's counts
 * @param reader the person who stands behind it, where one does and is named
 * @param times what it says about when it was made
 */
public record ViewReport(
        String sopInstanceUid,
        String sopClassUid,
        String studyInstanceUid,
        boolean complete,
        boolean verified,
        List<String> predecessorUids,
        List<ViewLabel> labels,
        Optional<String> overallComment,
        Optional<Reader> reader,
        DocumentTimes times) {

    public ViewReport {
        predecessorUids = List.copyOf(predecessorUids);
        labels = List.copyOf(labels);
    }

    /**
     * When its author stood behind it, where it says so.
     *
     * @param zone that of times without an offset
     */
    public Optional<Instant> statedAt(ZoneId zone) {
        return times.latest(zone);
    }
}
