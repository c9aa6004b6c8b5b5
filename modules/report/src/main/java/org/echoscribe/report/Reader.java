package org.echoscribe.report;

/**
 * A person who reads echocardiograms and stands behind a label.
 *
 * @param name as DICOM writes names of persons, such as {@code Doe^Jane}; other than printable ASCII is replaced when
 *     written
 * @param organization whom the person works for
 */
public record Reader(String name, String organization) {}
