package org.echoscribe.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.echoscribe.phantom.GroundTruth.PointTrack;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;

/** Optical flow is only physical if speckle goes where the tissue goes. */
class SpeckleMotionTest {

    private static final int HALF_PATCH = 9;
    private static final int FRAMES_APART = 3;

    @Test
    void speckleCorrelatesAlongTheTrueDisplacementAndNotInPlace() {
        double along = 0;
        double inPlace = 0;
        int pairs = 0;
        for (View view : List.of(View.PSAX_LV, View.A4C_LV, View.PLAX, View.SUBCOSTAL)) {
            for (PhantomLoop loop : PhantomStudy.draw(23, 1, Set.of(view), 2).loops()) {
                RenderedLoop rendered = loop.renderFrames();
                for (PointTrack track : loop.groundTruth().tissuePoints()) {
                    for (int frame = 0; frame + FRAMES_APART < loop.frameCount(); frame += 2) {
                        int dx = (int) Math.round(track.x()[frame + FRAMES_APART] - track.x()[frame]);
                        int dy = (int) Math.round(track.y()[frame + FRAMES_APART] - track.y()[frame]);
                        int x = (int) Math.round(track.x()[frame]);
                        int y = (int) Math.round(track.y()[frame]);
                        if (Math.hypot(dx, dy) < 5 || !fits(rendered, x, y) || !fits(rendered, x + dx, y + dy)) {
                            continue;
                        }
                        byte[] from = rendered.rgbFrames().get(frame);
                        byte[] to = rendered.rgbFrames().get(frame + FRAMES_APART);
                        along += correlation(rendered.width(), from, x, y, to, x + dx, y + dy);
                        inPlace += correlation(rendered.width(), from, x, y, to, x, y);
                        pairs++;
                    }
                }
            }
        }
        assertThat(pairs).isGreaterThan(100);
        assertThat(along / pairs).as("mean correlation along the displacement").isGreaterThan(0.5);
        assertThat(along / pairs - inPlace / pairs)
                .as("gain over staying in place")
                .isGreaterThan(0.2);
    }

    private static boolean fits(RenderedLoop loop, int x, int y) {
        return x >= HALF_PATCH && y >= HALF_PATCH && x < loop.width() - HALF_PATCH && y < loop.height() - HALF_PATCH;
    }

    private static double correlation(int width, byte[] a, int ax, int ay, byte[] b, int bx, int by) {
        double sumA = 0;
        double sumB = 0;
        double sumAa = 0;
        double sumBb = 0;
        double sumAb = 0;
        int count = 0;
        for (int dy = -HALF_PATCH; dy <= HALF_PATCH; dy++) {
            for (int dx = -HALF_PATCH; dx <= HALF_PATCH; dx++) {
                double va = a[3 * ((ay + dy) * width + ax + dx) + 1] & 0xff;
                double vb = b[3 * ((by + dy) * width + bx + dx) + 1] & 0xff;
                sumA += va;
                sumB += vb;
                sumAa += va * va;
                sumBb += vb * vb;
                sumAb += va * vb;
                count++;
            }
        }
        double covariance = sumAb - sumA * sumB / count;
        double variance = (sumAa - sumA * sumA / count) * (sumBb - sumB * sumB / count);
        return variance <= 0 ? 0 : covariance / Math.sqrt(variance);
    }
}
