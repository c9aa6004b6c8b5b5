package org.echoscribe.phantom.rendering;

import java.util.SplittableRandom;

/**
 * Turns echoes into the grey values of one frame on the polar grid: spread, envelope, side-lobe haze, shading, noise,
 * logarithm, grey curve, persistence. Holds one thread's buffers and the previous frame.
 */
final class FormFrame {

    private static final int TABLE = 1 << 16;
    private static final int HAZE_REACH = 24;

    private final MachineSettings machine;
    private final PointSpread spread;
    private final Shading shading;
    private final EchoField field;
    private final float[] bloodEchoes;
    private final float[] noisePower;
    private final float[] power = new float[PolarGrid.SIZE];
    private final float[] hazeSum = new float[PolarGrid.STRIDE];
    private final float[] grey = new float[PolarGrid.SIZE];
    private boolean first = true;

    FormFrame(MachineSettings machine, PolarGrid grid, Shading shading, SplittableRandom random) {
        this.machine = machine;
        this.shading = shading;
        this.spread = PointSpread.of(machine, grid, PlaceScatterers.PER_CELL);
        this.field = new EchoField(grid);
        bloodEchoes = new float[TABLE + PolarGrid.SIZE];
        noisePower = new float[TABLE + PolarGrid.SIZE];
        double blood = Math.pow(10, machine.bloodDecibels() / 20) * Math.sqrt(PlaceScatterers.PER_CELL * 0.5);
        for (int i = 0; i < TABLE; i++) {
            bloodEchoes[i] = (float) (random.nextGaussian() * blood);
            noisePower[i] = (float) -Math.log(1 - random.nextDouble());
        }
        System.arraycopy(bloodEchoes, 0, bloodEchoes, TABLE, PolarGrid.SIZE);
        System.arraycopy(noisePower, 0, noisePower, TABLE, PolarGrid.SIZE);
    }

    /** The field to splat a new frame into: it holds the fresh echoes of moving blood, which never repeat. */
    EchoField begin(SplittableRandom random) {
        System.arraycopy(bloodEchoes, random.nextInt(TABLE), field.real, 0, PolarGrid.SIZE);
        System.arraycopy(bloodEchoes, random.nextInt(TABLE), field.imaginary, 0, PolarGrid.SIZE);
        return field;
    }

    /** Grey values 0 to 1 on the polar grid; the array is reused by the next frame. */
    float[] finish(SplittableRandom random) {
        field.spread(spread);
        for (int i = 0; i < PolarGrid.SIZE; i++) {
            power[i] = field.real[i] * field.real[i] + field.imaginary[i] * field.imaginary[i];
        }
        addHaze();
        int noiseFrom = random.nextInt(TABLE);
        double offset = machine.greyOfMyocardium() * machine.dynamicRangeDecibels();
        float scale = (float) (10 * Math.log10(2) / machine.dynamicRangeDecibels());
        float zero = (float) (offset / machine.dynamicRangeDecibels());
        float old = first ? 0 : (float) machine.persistence();
        for (int row = PolarGrid.MARGIN; row < PolarGrid.ROWS - PolarGrid.MARGIN; row++) {
            int start = row * PolarGrid.STRIDE;
            for (int c = 0; c < PolarGrid.STRIDE; c++) {
                int i = start + c;
                float received = power[i] * shading.power()[i] + shading.noise()[c] * noisePower[noiseFrom + i];
                float level = zero + scale * log2(received + 1e-12f);
                level = Math.max(0, Math.min(1, level));
                grey[i] = old * grey[i] + (1 - old) * level;
            }
        }
        first = false;
        return grey;
    }

    /** Power of the echoes before noise, for deciding where colour may lie. */
    float[] power() {
        return power;
    }

    /** Side lobes smear strong echoes thinly over their neighbours at the same depth. */
    private void addHaze() {
        float share = (float) (Math.pow(10, machine.hazeDecibels() / 10) / (2 * HAZE_REACH + 1));
        java.util.Arrays.fill(hazeSum, 0);
        float[] raw = field.real;
        System.arraycopy(power, 0, raw, 0, PolarGrid.SIZE);
        int from = PolarGrid.MARGIN;
        int to = PolarGrid.ROWS - PolarGrid.MARGIN;
        for (int row = from - HAZE_REACH; row < to; row++) {
            int entering = row + HAZE_REACH;
            int leaving = row - HAZE_REACH - 1;
            if (entering >= from && entering < to) {
                for (int c = 0; c < PolarGrid.STRIDE; c++) {
                    hazeSum[c] += raw[entering * PolarGrid.STRIDE + c];
                }
            }
            if (leaving >= from && leaving < to) {
                for (int c = 0; c < PolarGrid.STRIDE; c++) {
                    hazeSum[c] -= raw[leaving * PolarGrid.STRIDE + c];
                }
            }
            if (row >= from) {
                for (int c = 0; c < PolarGrid.STRIDE; c++) {
                    power[row * PolarGrid.STRIDE + c] += share * Math.max(0, hazeSum[c]);
                }
            }
        }
    }

    /** Logarithm to the base 2, good to about 0.01: a hundredth of a grey step's worth of decibels. */
    private static float log2(float x) {
        int bits = Float.floatToRawIntBits(x);
        int exponent = (bits >>> 23) - 127;
        float mantissa = Float.intBitsToFloat(bits & 0x007fffff | 0x3f800000);
        return exponent + ((-0.33582878f * mantissa + 2f) * mantissa - 1.65871022f);
    }
}
