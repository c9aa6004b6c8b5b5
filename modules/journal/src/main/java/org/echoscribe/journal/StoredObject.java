package org.echoscribe.journal;

/**
 * One object in the spool, durable under this name.
 *
 * @param spoolPath the file's name below the spool directory
 * @param contentSha256 SHA-256 of the data set's bytes as received, 64 lower-case hex digits
 * @param contentBytes how many bytes the data set has
 */
public record StoredObject(String spoolPath, String contentSha256, long contentBytes) {}
