package org.echoscribe.phantom.rendering;

import java.util.Arrays;
import org.echoscribe.phantom.anatomy.Plane;
import org.echoscribe.phantom.anatomy.Point;

/**
 * Point reflectors fixed to tissue: rest place before the probe, complex strength, displacement by each motion, and when
 * they are in the plane. Grows while it is filled; read only afterwards.
 */
final class Scatterers {

    private final int motions;
    private int count;
    private float[] x = new float[1 << 15];
    private float[] z = new float[1 << 15];
    private float[] real = new float[1 << 15];
    private float[] imaginary = new float[1 << 15];
    private byte[] plane = new byte[1 << 15];
    private float[][] shiftX;
    private float[][] shiftZ;

    Scatterers(int motions) {
        this.motions = motions;
        shiftX = new float[motions][1 << 15];
        shiftZ = new float[motions][1 << 15];
    }

    /** Adds one; {@code full} holds its displacement by each motion, or nothing for a reflector that stays. */
    void add(Point rest, double re, double im, Plane inPlane, Point[] full) {
        if (count == x.length) {
            grow();
        }
        x[count] = (float) rest.x();
        z[count] = (float) rest.z();
        real[count] = (float) re;
        imaginary[count] = (float) im;
        plane[count] = (byte) inPlane.ordinal();
        for (int i = 0; i < full.length; i++) {
            shiftX[i][count] = (float) full[i].x();
            shiftZ[i][count] = (float) full[i].z();
        }
        count++;
    }

    private void grow() {
        int size = count * 2;
        x = Arrays.copyOf(x, size);
        z = Arrays.copyOf(z, size);
        real = Arrays.copyOf(real, size);
        imaginary = Arrays.copyOf(imaginary, size);
        plane = Arrays.copyOf(plane, size);
        for (int i = 0; i < motions; i++) {
            shiftX[i] = Arrays.copyOf(shiftX[i], size);
            shiftZ[i] = Arrays.copyOf(shiftZ[i], size);
        }
    }

    int count() {
        return count;
    }

    /** Splats all of them where they are at these weights; {@code outflow} is how far the outflow tract is in the plane. */
    void splat(double[] weights, double outflow, EchoField field, float[] workX, float[] workZ) {
        System.arraycopy(x, 0, workX, 0, count);
        System.arraycopy(z, 0, workZ, 0, count);
        for (int m = 0; m < motions; m++) {
            float weight = (float) weights[m];
            float[] dx = shiftX[m];
            float[] dz = shiftZ[m];
            for (int i = 0; i < count; i++) {
                workX[i] += weight * dx[i];
                workZ[i] += weight * dz[i];
            }
        }
        float[] share = {1, (float) outflow, (float) (1 - outflow)};
        for (int i = 0; i < count; i++) {
            float visible = share[plane[i]];
            field.splat(workX[i], workZ[i], real[i] * visible, imaginary[i] * visible);
        }
    }
}
