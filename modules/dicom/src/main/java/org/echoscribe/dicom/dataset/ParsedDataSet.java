package org.echoscribe.dicom.dataset;

import java.util.List;
import java.util.Optional;

/**
 * What a parser found.
 *
 * @param truncated whether the bytes ended inside the pixel data
 * @param stopped whether the parser stopped at a tag it was told to stop at, or at the end of the data set
 */
record ParsedDataSet(
        Attributes attributes,
        Optional<PixelData> pixelData,
        boolean truncated,
        boolean stopped,
        List<String> oddities) {}
