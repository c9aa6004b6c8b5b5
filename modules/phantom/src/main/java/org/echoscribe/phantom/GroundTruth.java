package org.echoscribe.phantom;

import java.util.List;
import org.echoscribe.phantom.anatomy.ValveKind;
import org.echoscribe.vocabulary.View;

/**
 * What is truly in a loop. All positions are in pixels of the 2-D ultrasound region (those of {@link RenderedLoop}).
 *
 * @param view the true view
 * @param contraction per frame, ventricular contraction from 0 (end of diastole) to 1 (end of systole)
 * @param valves the valves in the picture
 * @param tissuePoints pieces of tissue followed over time, for checks of optical flow
 */
public record GroundTruth(View view, double[] contraction, List<ValveTrack> valves, List<PointTrack> tissuePoints) {

    /**
     * A valve over time.
     *
     * @param name such as "mitral"
     * @param kind when it opens
     * @param centre the middle of the annulus per frame
     * @param tips the tip of each leaflet per frame
     * @param opening per frame, 0 closed to 1 open
     * @param openingX horizontal part of the unit vector towards which the leaflets open, rightwards positive
     * @param openingY vertical part, downwards (away from the probe) positive
     * @param visibility per frame, how much of the valve is in the imaging plane, 0 to 1
     */
    public record ValveTrack(
            String name,
            ValveKind kind,
            PointTrack centre,
            List<PointTrack> tips,
            double[] opening,
            double openingX,
            double openingY,
            double[] visibility) {}

    /** One material point per frame: {@code x} rightwards, {@code y} downwards, in pixels. */
    public record PointTrack(double[] x, double[] y) {}
}
