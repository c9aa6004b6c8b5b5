package org.echoscribe.study.data;

import java.nio.file.Path;
import org.echoscribe.vocabulary.View;

/**
 * One stored loop with a reader's answer.
 *
 * @param sopInstanceUid SOP Instance UID (0008,0018)
 * @param studyInstanceUid Study Instance UID (0020,000D)
 * @param subject whose heart it shows
 * @param view what the reader says it shows
 * @param file the DICOM file
 */
public record LabelledLoop(String sopInstanceUid, String studyInstanceUid, Subject subject, View view, Path file) {

    /** A loop of which no more than its study is known. */
    public LabelledLoop(String sopInstanceUid, String studyInstanceUid, View view, Path file) {
        this(sopInstanceUid, studyInstanceUid, Subject.ofStudy(studyInstanceUid), view, file);
    }
}
