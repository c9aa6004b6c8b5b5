package org.echoscribe.study.data;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.vocabulary.View;

/**
 * One stored loop with what each of its readers says.
 *
 * @param sopInstanceUid SOP Instance UID (0008,0018)
 * @param studyInstanceUid Study Instance UID (0020,000D)
 * @param subject whose heart it shows
 * @param file the DICOM file
 * @param readings by reader: a view, or nothing where the reader calls the loop unclassifiable
 */
public record ReadLoop(
        String sopInstanceUid,
        String studyInstanceUid,
        Subject subject,
        Path file,
        Map<String, Optional<View>> readings) {

    public ReadLoop {
        readings = Collections.unmodifiableMap(new LinkedHashMap<>(readings));
    }

    /** With this reader's view as the label; empty where they did not read the loop or call it unclassifiable. */
    public Optional<LabelledLoop> labelledBy(String reader) {
        return readings.getOrDefault(reader, Optional.empty())
                .map(view -> new LabelledLoop(sopInstanceUid, studyInstanceUid, subject, view, file));
    }

    /** Whether this reader saw the loop and found none of the 14 views, or two, in it. */
    public boolean isUnclassifiableTo(String reader) {
        return readings.containsKey(reader) && readings.get(reader).isEmpty();
    }

    /** The same loop, known to be this subject's. */
    ReadLoop of(Subject whose) {
        return new ReadLoop(sopInstanceUid, studyInstanceUid, whose, file, readings);
    }
}
