package org.echoscribe.journal;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.echoscribe.vocabulary.View;

/**
 * What one document says of the view of one loop.
 *
 * @param documentUid the document
 * @param sourceSopInstanceUid the loop
 * @param studyInstanceUid the study of both
 * @param trackingUid the same in all documents that speak of one finding; empty where the document gives none
 * @param loopNumber which of the stored objects with that SOP Instance UID; empty while none is stored
 * @param correctionNumber the number of a correction that was entered here; empty for what was read from a document
 * @param verified whether a person stands behind it
 * @param asserted whether it names a view, ours or not
 * @param view the view, where it is one of ours
 * @param reader a digest that tells people apart and does not name them
 * @param statedAt when its author stood behind it
 */
public record Statement(
        String documentUid,
        String sourceSopInstanceUid,
        String studyInstanceUid,
        String trackingUid,
        OptionalLong loopNumber,
        OptionalInt correctionNumber,
        boolean verified,
        boolean asserted,
        Optional<View> view,
        String reader,
        Instant statedAt) {

    /** Whether it says the same of the same loop by the same person. */
    boolean agreesWith(Statement other) {
        return sourceSopInstanceUid.equals(other.sourceSopInstanceUid)
                && asserted == other.asserted
                && view.equals(other.view)
                && reader.equals(other.reader);
    }
}
