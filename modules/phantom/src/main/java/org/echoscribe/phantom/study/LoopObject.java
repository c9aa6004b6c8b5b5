package org.echoscribe.phantom.study;

import org.echoscribe.phantom.rendering.Sector;
import org.echoscribe.phantom.screen.ScreenLayout;
import org.echoscribe.phantom.screen.ScreenLayout.Region;

/**
 * What the header of one loop says.
 *
 * @param seriesDescription says that it is synthetic, and from which domain it was drawn if not the usual one
 * @param studyNumber of the study among those of its seed, from 1
 * @param frameTimeMillis milliseconds from one frame to the next
 * @param heartRate beats a minute
 * @param jpegQuality 0 to 1, used where the frames are compressed
 */
public record LoopObject(
        String patientName,
        String patientId,
        String seriesDescription,
        int studyNumber,
        String studyInstanceUid,
        String seriesInstanceUid,
        String sopInstanceUid,
        int instanceNumber,
        Vendor vendor,
        ScreenLayout layout,
        Region region,
        Sector sector,
        int frames,
        double frameTimeMillis,
        double heartRate,
        boolean colourDoppler,
        PixelStorage storage,
        float jpegQuality) {}
