package org.echoscribe.vocabulary;

/**
 * The identity of one stored object, as its sender named it and as its bytes prove it.
 *
 * @param sopInstanceUid SOP Instance UID (0008,0018)
 * @param sopClassUid SOP Class UID (0008,0016)
 * @param studyInstanceUid Study Instance UID (0020,000D)
 * @param seriesInstanceUid Series Instance UID (0020,000E); empty when the object lacks it
 * @param transferSyntaxUid the transfer syntax of the stored bytes
 * @param contentSha256 SHA-256 of the data set's bytes as received (without file meta), 64 lower-case hex digits
 */
public record Loop(
        String sopInstanceUid,
        String sopClassUid,
        String studyInstanceUid,
        String seriesInstanceUid,
        String transferSyntaxUid,
        String contentSha256) {}
