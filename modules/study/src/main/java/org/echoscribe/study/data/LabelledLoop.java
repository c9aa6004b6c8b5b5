package org.echoscribe.study.data;

import java.nio.file.Path;
import org.echoscribe.vocabulary.View;

/**
 * One stored loop with a reader's answer.
 *
 * @param sopInstanceUid SOP Instance UID (0008,0018)
 * @param studyInstanceUid Study Instance UID (0020,000D)
 * @param view what the reader says it shows
 * @param file the DICOM file
 */
public record LabelledLoop(String sopInstanceUid, String studyInstanceUid, View view, Path file) {}
