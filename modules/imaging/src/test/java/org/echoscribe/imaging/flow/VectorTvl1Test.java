package org.echoscribe.imaging.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorTvl1Test {

    private static final TvL1Parameters DEFAULTS = TvL1Parameters.defaults();
    private final OpticalFlow ours = new VectorTvl1();
    private final OpticalFlow openCv = new OpenCvTvl1();

    @ParameterizedTest
    @CsvSource({"224, 224", "112, 112", "97, 61", "16, 16", "300, 17", "33, 250"})
    void agreesWithOpenCvToAFiftiethOfAPixelOnBeatingSpeckle(int width, int height) {
        List<GreyImage> frames = new Speckle(1).beating(width, height, 3, 2);
        assertThat(meanEndPointDifference(ours.between(frames, DEFAULTS), openCv.between(frames, DEFAULTS)))
                .isLessThan(0.02);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "-2.5, 1.25", "0.3, -0.7", "0, 4"})
    void findsAKnownTranslationToATenthOfAPixel(double dx, double dy) {
        Speckle speckle = new Speckle(3);
        List<GreyImage> frames = List.of(speckle.shifted(128, 128, 0, 0), speckle.shifted(128, 128, dx, dy));
        FlowField field = ours.between(frames, DEFAULTS).getFirst();
        double error = 0;
        int inside = 0;
        for (int y = 16; y < 112; y++) {
            for (int x = 16; x < 112; x++, inside++) {
                error += Math.hypot(field.horizontal()[y * 128 + x] - dx, field.vertical()[y * 128 + x] - dy);
            }
        }
        assertThat(error / inside).isLessThan(0.1);
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "17, 16", "40, 5", "129, 31"})
    void findsNoMotionBetweenConstantFrames(int width, int height) {
        GreyImage constant = new GreyImage(width, height, filled(width * height, 80));
        FlowField field = ours.between(List.of(constant, constant), DEFAULTS).getFirst();
        assertThat(field.horizontal()).containsOnly(0f);
        assertThat(field.vertical()).containsOnly(0f);
    }

    @Test
    void staysFiniteFromBlackToWhite() {
        List<GreyImage> frames =
                List.of(new GreyImage(50, 40, filled(2000, 0)), new GreyImage(50, 40, filled(2000, 255)));
        assertFinite(ours.between(frames, DEFAULTS).getFirst());
    }

    @Test
    void aFieldDoesNotDependOnTheOtherFramesOfItsRun() {
        List<GreyImage> frames = new Speckle(4).beating(64, 48, 5, 5);
        List<FlowField> together = ours.between(frames, DEFAULTS);
        for (int i = 0; i < together.size(); i++) {
            FlowField alone = ours.between(frames.subList(i, i + 2), DEFAULTS).getFirst();
            assertThat(alone.horizontal()).isEqualTo(together.get(i).horizontal());
            assertThat(alone.vertical()).isEqualTo(together.get(i).vertical());
        }
    }

    @Test
    void honoursEachParameterAsOpenCvDoes() {
        List<GreyImage> frames = new Speckle(6).beating(80, 80, 2, 7);
        for (TvL1Parameters parameters : List.of(
                new TvL1Parameters(0.2f, 0.1f, 0.25f, 3, 2, 0.005f, 10, 4, 0.5f, 3),
                new TvL1Parameters(0.25f, 0.3f, 0.3f, 1, 1, 0f, 20, 1, 0.8f, 1),
                new TvL1Parameters(0.125f, 0.15f, 0.5f, 9, 3, 0.02f, 30, 2, 0.7f, 5))) {
            assertThat(meanEndPointDifference(ours.between(frames, parameters), openCv.between(frames, parameters)))
                    .as(parameters.toString())
                    .isLessThan(0.02);
        }
    }

    @Test
    void refusesFramesOfDifferentSizesAndUnknownMedianFilters() {
        GreyImage small = new GreyImage(20, 20, new float[400]);
        GreyImage large = new GreyImage(20, 21, new float[420]);
        assertThatThrownBy(() -> ours.between(List.of(small, large), DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("20 x 20 and 20 x 21");
        TvL1Parameters median7 = new TvL1Parameters(0.25f, 0.15f, 0.3f, 5, 5, 0.01f, 30, 10, 0.8f, 7);
        assertThatThrownBy(() -> ours.between(List.of(small, small), median7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("median filtering");
    }

    static double meanEndPointDifference(List<FlowField> some, List<FlowField> others) {
        assertThat(some).hasSameSizeAs(others);
        double sum = 0;
        int pixels = 0;
        for (int f = 0; f < some.size(); f++) {
            FlowField a = some.get(f);
            FlowField b = others.get(f);
            for (int i = 0; i < a.horizontal().length; i++, pixels++) {
                sum += Math.hypot(a.horizontal()[i] - b.horizontal()[i], a.vertical()[i] - b.vertical()[i]);
            }
        }
        return sum / pixels;
    }

    private static void assertFinite(FlowField field) {
        for (float value : field.horizontal()) {
            assertThat(value).isFinite();
        }
        for (float value : field.vertical()) {
            assertThat(value).isFinite();
        }
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        java.util.Arrays.fill(values, value);
        return values;
    }
}
