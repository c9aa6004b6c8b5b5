package org.echoscribe.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.echoscribe.phantom.GroundTruth.PointTrack;
import org.echoscribe.phantom.GroundTruth.ValveTrack;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;

/** Right ventricular inflow and the pulmonary short axis: alike in a frame, opposite in motion. */
class HardPairTest {

    private static final int CELLS = 8;
    private static final int STUDIES = 45;

    /** Mean grey of each cell of a coarse raster, then overall mean and spread, of one frame in the middle. */
    private static double[] features(PhantomLoop loop) {
        RenderedLoop rendered = loop.renderFrames(6);
        byte[] frame = rendered.rgbFrames().getLast();
        double[] features = new double[CELLS * CELLS + 2];
        double[] counts = new double[CELLS * CELLS];
        double sum = 0;
        double squares = 0;
        int pixels = rendered.width() * rendered.height();
        for (int pixel = 0; pixel < pixels; pixel++) {
            int column = pixel % rendered.width() * CELLS / rendered.width();
            int row = pixel / rendered.width() * CELLS / rendered.height();
            double grey = frame[3 * pixel + 1] & 0xff;
            features[row * CELLS + column] += grey;
            counts[row * CELLS + column]++;
            sum += grey;
            squares += grey * grey;
        }
        for (int i = 0; i < counts.length; i++) {
            features[i] /= counts[i];
        }
        features[counts.length] = sum / pixels;
        features[counts.length + 1] = Math.sqrt(squares / pixels - sum / pixels * sum / pixels);
        return features;
    }

    @Test
    void theLowOrderStatisticsOfOneFrameDoNotTellTheViews() {
        List<double[]> inflow = new ArrayList<>();
        List<double[]> pulmonary = new ArrayList<>();
        for (int study = 0; study < STUDIES; study++) {
            // Different studies for the two views, so that no pair of loops shares its layout.
            inflow.add(features(loop(View.PLAX_RV_INFLOW, 2 * study)));
            pulmonary.add(features(loop(View.PSAX_AORTIC_PULMONARY, 2 * study + 1)));
        }
        int right = 0;
        for (int left = 0; left < STUDIES; left++) {
            right += nearerTo(inflow.get(left), mean(inflow, left), mean(pulmonary, -1)) ? 1 : 0;
            right += nearerTo(pulmonary.get(left), mean(pulmonary, left), mean(inflow, -1)) ? 1 : 0;
        }
        // Chance gives 45 of 90 with a standard deviation below 5.
        assertThat(right).as("right answers of a nearest-mean classifier").isBetween(28, 60);
    }

    private static PhantomLoop loop(View view, int study) {
        return PhantomStudy.draw(41, study, Set.of(view), 12).loops().stream()
                .filter(loop -> !loop.hasColourDoppler())
                .findFirst()
                .orElseThrow();
    }

    private static double[] mean(List<double[]> all, int without) {
        double[] mean = new double[all.getFirst().length];
        for (int i = 0; i < all.size(); i++) {
            for (int k = 0; k < mean.length && i != without; k++) {
                mean[k] += all.get(i)[k] / (all.size() - (without < 0 ? 0 : 1));
            }
        }
        return mean;
    }

    private static boolean nearerTo(double[] point, double[] near, double[] far) {
        double toNear = 0;
        double toFar = 0;
        for (int k = 0; k < point.length; k++) {
            toNear += (point[k] - near[k]) * (point[k] - near[k]);
            toFar += (point[k] - far[k]) * (point[k] - far[k]);
        }
        return toNear < toFar;
    }

    @Test
    void whileLeafletsPartTheyMoveAwayInInflowAndNearerInThePulmonaryView() {
        for (int study = 0; study < 15; study++) {
            assertThat(depthwaysWhileParting(loop(View.PLAX_RV_INFLOW, study))).isPositive();
            assertThat(depthwaysWhileParting(loop(View.PSAX_AORTIC_PULMONARY, study)))
                    .isNegative();
        }
    }

    /**
     * Sum over frames of the parting of the tips times their movement away from the probe: a cue that optical flow shows.
     * Distances are signed along the line between the open tips, because closed leaflets overlap where the ring narrows.
     */
    private static double depthwaysWhileParting(PhantomLoop loop) {
        ValveTrack valve = loop.groundTruth().valves().getFirst();
        PointTrack a = valve.tips().get(0);
        PointTrack b = valve.tips().get(1);
        double[] centre = valve.centre().y();
        int open = IntStream.range(0, centre.length)
                .boxed()
                .max(Comparator.comparingDouble(i -> valve.opening()[i]))
                .orElseThrow();
        double lineX = b.x()[open] - a.x()[open];
        double lineY = b.y()[open] - a.y()[open];
        double sum = 0;
        for (int i = 1; i < centre.length; i++) {
            double parting = (b.x()[i] - a.x()[i] - b.x()[i - 1] + a.x()[i - 1]) * lineX
                    + (b.y()[i] - a.y()[i] - b.y()[i - 1] + a.y()[i - 1]) * lineY;
            double away = (a.y()[i] + b.y()[i]) / 2 - centre[i] - (a.y()[i - 1] + b.y()[i - 1]) / 2 + centre[i - 1];
            sum += parting * away;
        }
        return sum;
    }
}
