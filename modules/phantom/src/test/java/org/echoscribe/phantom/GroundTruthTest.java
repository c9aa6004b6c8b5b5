package org.echoscribe.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.echoscribe.phantom.GroundTruth.PointTrack;
import org.echoscribe.phantom.GroundTruth.ValveTrack;
import org.echoscribe.phantom.anatomy.ValveKind;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;

class GroundTruthTest {

    private static List<GroundTruth> truths(View view, int studies) {
        return IntStream.range(0, studies)
                .mapToObj(i -> PhantomStudy.draw(17, i, Set.of(view), 1)
                        .loops()
                        .getFirst()
                        .groundTruth())
                .toList();
    }

    private static ValveTrack valve(GroundTruth truth, String name) {
        return truth.valves().stream()
                .filter(valve -> valve.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tricuspidLeafletsOpenAwayFromTheProbeAndPulmonaryOnesTowardsIt() {
        truths(View.PLAX_RV_INFLOW, 20).forEach(truth -> {
            ValveTrack tricuspid = valve(truth, "tricuspid");
            assertThat(tricuspid.kind()).isEqualTo(ValveKind.ATRIOVENTRICULAR);
            assertThat(tricuspid.openingY()).isGreaterThan(0.6);
        });
        truths(View.PSAX_AORTIC_PULMONARY, 20).forEach(truth -> {
            ValveTrack pulmonary = valve(truth, "pulmonary");
            assertThat(pulmonary.kind()).isEqualTo(ValveKind.SEMILUNAR);
            assertThat(pulmonary.openingY()).isLessThan(-0.6);
        });
    }

    @Test
    void apicalMitralLeafletsOpenTowardsTheApexAndTheAorticValveAwayFromIt() {
        for (View view : List.of(View.A2C, View.A3C, View.A4C_LV, View.A5C)) {
            truths(view, 8)
                    .forEach(truth ->
                            assertThat(valve(truth, "mitral").openingY()).isLessThan(-0.8));
        }
        for (View view : List.of(View.A3C, View.A5C)) {
            truths(view, 8)
                    .forEach(truth ->
                            assertThat(valve(truth, "aortic").openingY()).isGreaterThan(0.6));
        }
    }

    @Test
    void longAxisMitralLeafletsOpenToTheLeftIntoTheVentricleAndTheAorticOnesToTheRight() {
        truths(View.PLAX, 12).forEach(truth -> {
            assertThat(valve(truth, "mitral").openingX()).isLessThan(-0.5);
            assertThat(valve(truth, "aortic").openingX()).isGreaterThan(0.5);
        });
    }

    @Test
    void everyLeafletTipGoesWhereItsValveOpensTo() {
        for (View view : List.of(View.PLAX, View.PLAX_RV_INFLOW, View.PSAX_AORTIC_PULMONARY, View.A4C_LV)) {
            for (GroundTruth truth : truths(view, 6)) {
                for (ValveTrack valve : truth.valves()) {
                    valve.tips()
                            .forEach(tip -> assertThat(travelAlongOpening(valve, tip))
                                    .as(view + " " + valve.name())
                                    .isGreaterThan(0));
                }
            }
        }
    }

    /** Covariance of the opening with the tip's way from the ring towards the side that the valve opens to. */
    private static double travelAlongOpening(ValveTrack valve, PointTrack tip) {
        double[] way = IntStream.range(0, tip.x().length)
                .mapToDouble(i -> (tip.x()[i] - valve.centre().x()[i]) * valve.openingX()
                        + (tip.y()[i] - valve.centre().y()[i]) * valve.openingY())
                .toArray();
        double meanWay = IntStream.range(0, way.length)
                .mapToDouble(i -> way[i])
                .average()
                .orElseThrow();
        return IntStream.range(0, way.length)
                .mapToDouble(i -> valve.opening()[i] * (way[i] - meanWay))
                .sum();
    }

    @Test
    void atrioventricularValvesOpenWhileTheVentricleFillsAndSemilunarOnesWhileItEmpties() {
        for (GroundTruth truth : truths(View.PLAX, 12)) {
            assertThat(flowWhileOpen(truth, valve(truth, "mitral"))).isNegative();
            assertThat(flowWhileOpen(truth, valve(truth, "aortic"))).isPositive();
            double[] mitral = valve(truth, "mitral").opening();
            double[] aortic = valve(truth, "aortic").opening();
            for (int i = 0; i < mitral.length; i++) {
                assertThat(Math.min(mitral[i], aortic[i]))
                        .as("both open in frame " + i)
                        .isLessThan(0.05);
            }
        }
    }

    /** Change of contraction summed over the frames in which the valve is open. */
    private static double flowWhileOpen(GroundTruth truth, ValveTrack valve) {
        double sum = 0;
        for (int i = 1; i < valve.opening().length; i++) {
            sum += (truth.contraction()[i] - truth.contraction()[i - 1]) * valve.opening()[i];
        }
        return sum;
    }

    @Test
    void theAorticValveOfFiveAndThreeChambersIsInThePlaneForPartOfTheTimeOnly() {
        for (View view : List.of(View.A3C, View.A5C)) {
            for (GroundTruth truth : truths(view, 8)) {
                double[] visibility = valve(truth, "aortic").visibility();
                assertThat(DoubleStream.of(visibility).max().orElseThrow()).isGreaterThan(0.5);
                assertThat(DoubleStream.of(visibility).min().orElseThrow()).isLessThan(0.5);
            }
        }
    }

    @Test
    void tissueMovesAtThePaceOfRealHearts() {
        List<GroundTruth> truths = truths(View.A4C_LV, 6);
        for (GroundTruth truth : truths) {
            double fastest = truth.tissuePoints().stream()
                    .mapToDouble(GroundTruthTest::fastestStep)
                    .max()
                    .orElseThrow();
            // Pixels of a region some 300 to 500 rows high: millimetres a frame, never centimetres.
            assertThat(fastest).isBetween(0.8, 20.0);
        }
    }

    private static double fastestStep(PointTrack track) {
        return IntStream.range(1, track.x().length)
                .mapToDouble(i -> Math.hypot(track.x()[i] - track.x()[i - 1], track.y()[i] - track.y()[i - 1]))
                .max()
                .orElseThrow();
    }
}
