package org.echoscribe.phantom.rendering;

/**
 * How one reflector is smeared: along the beam by the pulse, across beams by the beam's width, which is least at the
 * focus and grows away from it.
 *
 * @param pulse weights along the beam, odd length
 * @param acrossByColumn for each distance in beams (0, 1, ...) the weight at each column
 */
record PointSpread(float[] pulse, float[][] acrossByColumn) {

    private static final int REACH = 6;
    /** Energy left after sharing a reflector between four cells. */
    private static final double SPLAT_ENERGY = 4.0 / 9.0;

    /** Normalised so that tissue with {@code perCell} unit reflectors a cell has mean power 1. */
    static PointSpread of(MachineSettings machine, PolarGrid grid, double perCell) {
        float[] pulse = new float[7];
        double energy = 0;
        for (int k = -3; k <= 3; k++) {
            pulse[k + 3] = (float) Math.exp(-0.5 * Math.pow(k / machine.axialSamples(), 2));
            energy += pulse[k + 3] * pulse[k + 3];
        }
        for (int k = 0; k < pulse.length; k++) {
            pulse[k] /= (float) Math.sqrt(energy);
        }
        float[][] across = new float[REACH + 1][PolarGrid.STRIDE];
        for (int c = 0; c < PolarGrid.STRIDE; c++) {
            double range = Math.max(0.5, grid.rangeOfColumn(c));
            double defocus = Math.abs(range - machine.focusCm()) / machine.focusCm();
            double sigma = Math.min(2.9, machine.lateralBeams() * (1 + 0.5 * defocus));
            double sum = 0;
            for (int k = -REACH; k <= REACH; k++) {
                sum += Math.exp(-Math.pow(k / sigma, 2));
            }
            double norm = Math.sqrt(sum * perCell * SPLAT_ENERGY);
            for (int k = 0; k <= REACH; k++) {
                across[k][c] = (float) (Math.exp(-0.5 * Math.pow(k / sigma, 2)) / norm);
            }
        }
        return new PointSpread(pulse, across);
    }
}
