package org.echoscribe.phantom.rendering;

import java.util.random.RandomGenerator;

/**
 * What weakens or lifts echoes by place, apart from tissue: attenuation that the machine does not make up for, uneven
 * time-gain sliders, uneven probe elements, and shadows of ribs and lung.
 *
 * @param power factor on echo power for each cell of the grid
 * @param noise power of the electronic noise at each column, growing with the gain
 */
record Shading(float[] power, float[] noise) {

    static Shading draw(MachineSettings machine, PolarGrid grid, RandomGenerator random) {
        double[] column = new double[PolarGrid.STRIDE];
        double wave = 0.5 + 2 * random.nextDouble();
        double phase = random.nextDouble() * 2 * Math.PI;
        double sliders = random.nextDouble() * 3;
        double depth = grid.sector().depthCm();
        for (int c = 0; c < column.length; c++) {
            double range = Math.max(0, grid.rangeOfColumn(c));
            column[c] = -machine.lossDecibelsPerCm() * (range - 0.5 * depth)
                    + sliders * Math.sin(2 * Math.PI * wave * range / depth + phase);
        }
        double[][] shadow = new double[PolarGrid.ROWS][2];
        double unevenness = random.nextDouble() * 3;
        LatticeNoise uneven = new LatticeNoise(random.nextLong());
        for (int row = 0; row < PolarGrid.ROWS; row++) {
            shadow[row][0] = unevenness * uneven.at(row, 0, 22);
        }
        castShadows(shadow, random);
        float[] power = new float[PolarGrid.SIZE];
        for (int row = 0; row < PolarGrid.ROWS; row++) {
            for (int c = 0; c < PolarGrid.STRIDE; c++) {
                double range = grid.rangeOfColumn(c);
                double behind = Math.clamp((range - 1.0) / 1.5, 0.0, 1.0);
                double decibels = column[c] + shadow[row][0] - shadow[row][1] * behind;
                power[row * PolarGrid.STRIDE + c] = (float) Math.pow(10, decibels / 10);
            }
        }
        float[] noise = new float[PolarGrid.STRIDE];
        for (int c = 0; c < noise.length; c++) {
            double range = Math.max(0, grid.rangeOfColumn(c));
            noise[c] = (float) Math.pow(10, (machine.noiseDecibels() - 22 * (1 - range / depth)) / 10);
        }
        return new Shading(power, noise);
    }

    /** Ribs and lung shade the edges of the fan most often, a bundle of beams in the middle now and then. */
    private static void castShadows(double[][] shadow, RandomGenerator random) {
        for (int side = 0; side < 2; side++) {
            if (random.nextDouble() < 0.4) {
                shade(
                        shadow,
                        side * (double) PolarGrid.ROWS,
                        8 + 22 * random.nextDouble(),
                        8 + 18 * random.nextDouble());
            }
        }
        if (random.nextDouble() < 0.22) {
            shade(
                    shadow,
                    random.nextDouble() * PolarGrid.ROWS,
                    4 + 9 * random.nextDouble(),
                    4 + 12 * random.nextDouble());
        }
    }

    private static void shade(double[][] shadow, double centre, double halfWidth, double decibels) {
        for (int row = 0; row < PolarGrid.ROWS; row++) {
            double away = (row - centre) / halfWidth;
            shadow[row][1] += decibels * Math.exp(-away * away * away * away);
        }
    }
}
