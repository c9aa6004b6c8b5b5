/**
 * Labelled loops and studies as DICOM SR documents (TID 1500, PS3.16), and SR documents read back.
 *
 * <p>{@link org.echoscribe.report.WriteLoopReport} and {@link org.echoscribe.report.WriteStudySummary} write;
 * {@link org.echoscribe.report.ReadViewReport} reads. What is written depends on the arguments alone: no clock, no random
 * number, no default locale, zone or character set.
 */
package org.echoscribe.report;
