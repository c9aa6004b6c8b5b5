package org.echoscribe.dicom.dataset;

/**
 * What the first bytes of a data set tell.
 *
 * @param attributes every element that was complete
 * @param complete whether the stop tag, or the end of the data set, was reached, so that no further element can come
 */
public record HeaderScan(Attributes attributes, boolean complete) {}
