package org.echoscribe.phantom.rendering;

/**
 * The fan that the probe scans, its apex at (0, 0).
 *
 * @param halfAngle half of the opening angle, in radians
 * @param depthCm how deep it reaches
 * @param faceRadiusCm where it begins: the curvature of the probe's face
 */
public record Sector(double halfAngle, double depthCm, double faceRadiusCm) {

    /** Half of the fan's width in centimetres. */
    public double halfWidthCm() {
        return depthCm * Math.sin(halfAngle);
    }
}
