package org.echoscribe.journal;

/**
 * One study of an archive that is to be labelled.
 *
 * @param studyInstanceUid its UID
 * @param studyDate its Study Date, YYYYMMDD
 */
public record BackfillStudy(String studyInstanceUid, String studyDate) {}
