package org.echoscribe.pipeline;

/**
 * What a destination gets for viewers that show pictures and no reports.
 *
 * @param contactSheet one picture of each study's loops with their labels
 * @param presentationStates each loop's label as an overlay
 */
public record DestinationPictures(boolean contactSheet, boolean presentationStates) {

    /** Reports alone. */
    public static final DestinationPictures NONE = new DestinationPictures(false, false);
}
