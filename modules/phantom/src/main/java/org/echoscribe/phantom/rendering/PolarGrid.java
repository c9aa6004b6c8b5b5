package org.echoscribe.phantom.rendering;

/**
 * The beam-by-range raster in which echoes are formed, with a margin on every side so that the point spread needs no
 * border cases. Beams are evenly spaced in angle; samples of a beam are contiguous.
 */
record PolarGrid(Sector sector) {

    static final int BEAMS = 144;
    static final int SAMPLES = 256;
    static final int MARGIN = 8;
    static final int ROWS = BEAMS + 2 * MARGIN;
    static final int STRIDE = SAMPLES + 2 * MARGIN;
    static final int SIZE = ROWS * STRIDE;

    double beamsPerRadian() {
        return (BEAMS - 1) / (2 * sector.halfAngle());
    }

    double samplesPerCm() {
        return (SAMPLES - 1) / (sector.depthCm() - sector.faceRadiusCm());
    }

    /** Row of an angle, a fraction; the leftmost beam is at {@link #MARGIN}. */
    double rowOf(double angle) {
        return MARGIN + (angle + sector.halfAngle()) * beamsPerRadian();
    }

    /** Column of a range in centimetres, a fraction. */
    double columnOf(double rangeCm) {
        return MARGIN + (rangeCm - sector.faceRadiusCm()) * samplesPerCm();
    }

    double angleOfRow(double row) {
        return (row - MARGIN) / beamsPerRadian() - sector.halfAngle();
    }

    double rangeOfColumn(double column) {
        return (column - MARGIN) / samplesPerCm() + sector.faceRadiusCm();
    }
}
