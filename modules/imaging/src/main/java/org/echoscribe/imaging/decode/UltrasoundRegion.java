package org.echoscribe.imaging.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;

/**
 * One item of Sequence of Ultrasound Regions (0018,6011), PS3.3 C.8.5.5: what a part of the picture claims to show.
 *
 * @param spatialFormat Region Spatial Format (0018,6012): 1 two-dimensional, 2 M-mode, 3 spectral, 4 waveform, 5 graphics
 * @param place where it claims to be; may lie outside the picture; absent where the corners make no rectangle
 */
record UltrasoundRegion(int spatialFormat, Optional<Rectangle> place) {
    private static final int TWO_DIMENSIONAL = 1;
    private static final int M_MODE = 2;
    private static final int SPECTRAL = 3;

    /** All regions that the header describes. */
    static List<UltrasoundRegion> readAll(Attributes dataSet) {
        List<UltrasoundRegion> regions = new ArrayList<>();
        for (Attributes item : dataSet.items(Tag.SequenceOfUltrasoundRegions)) {
            regions.add(
                    new UltrasoundRegion(item.integer(Tag.RegionSpatialFormat).orElse(0), place(item)));
        }
        return regions;
    }

    boolean isTwoDimensional() {
        return spatialFormat == TWO_DIMENSIONAL;
    }

    boolean isSpectralOrMMode() {
        return spatialFormat == M_MODE || spatialFormat == SPECTRAL;
    }

    /** Corners are inclusive (PS3.3 C.8.5.5.1.2). */
    private static Optional<Rectangle> place(Attributes item) {
        OptionalInt x0 = item.integer(Tag.RegionLocationMinX0);
        OptionalInt y0 = item.integer(Tag.RegionLocationMinY0);
        OptionalInt x1 = item.integer(Tag.RegionLocationMaxX1);
        OptionalInt y1 = item.integer(Tag.RegionLocationMaxY1);
        if (x0.isEmpty() || y0.isEmpty() || x1.isEmpty() || y1.isEmpty()) {
            return Optional.empty();
        }
        long width = 1L + x1.getAsInt() - x0.getAsInt();
        long height = 1L + y1.getAsInt() - y0.getAsInt();
        boolean sane = x0.getAsInt() >= 0 && y0.getAsInt() >= 0 && width >= 1 && height >= 1;
        boolean small = x1.getAsInt() < Short.MAX_VALUE && y1.getAsInt() < Short.MAX_VALUE;
        return sane && small
                ? Optional.of(new Rectangle(x0.getAsInt(), y0.getAsInt(), (int) width, (int) height))
                : Optional.empty();
    }
}
