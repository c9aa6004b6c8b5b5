package org.echoscribe.study.saliency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.phantom.PhantomLoop;
import org.echoscribe.phantom.PhantomStudy;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does the shipped network look at the moving valve where only motion tells two views apart? The phantom knows where the
 * valve is. It draws both views of a study from the same numbers, so that a loop has a twin which differs in nothing but the
 * motion of the leaflets and of the chamber before them. docs/study.md has the figures of all methods.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValveSaliencyTest {

    private static final Path SHIPPED = Path.of("../../etc/models/phantom-small");
    private static final int STUDIES = 2;
    /** Share of the picture's side round the leaflets' sweep that counts as the valve. */
    private static final double MARGIN = 0.08;

    private static final List<View> PAIR = List.of(View.PLAX_RV_INFLOW, View.PSAX_AORTIC_PULMONARY);

    /** By loop, the density of a map on the valve over its mean density in the fan. */
    private final List<Double> gradient = new ArrayList<>();

    private final List<Double> contrastTimesFlow = new ArrayList<>();
    private final List<Double> share = new ArrayList<>();

    /** By loop, the share of its integrated gradients from the twin that lies on the valve. */
    private final List<Double> shareFromTwin = new ArrayList<>();

    @BeforeAll
    void explainBothViewsOfTheHardPair(@TempDir Path directory) throws IOException {
        try (ModelBundle bundle = ModelBundle.open(SHIPPED);
                ExplainLoop explainLoop = new ExplainLoop(bundle)) {
            for (int study = 0; study < STUDIES; study++) {
                List<Path> twins = new ArrayList<>();
                for (View view : PAIR) {
                    Path file = directory.resolve(view + "-" + study + ".dcm");
                    loop(view, study).writeDicom(file);
                    twins.add(file);
                }
                for (View view : PAIR) {
                    PhantomLoop loop = loop(view, study);
                    Path file = twins.get(PAIR.indexOf(view));
                    Path twin = twins.get(1 - PAIR.indexOf(view));
                    View rival = PAIR.get(1 - PAIR.indexOf(view));
                    LoopSaliency paper = explainLoop.explain(file, Question.ofThePaper());
                    LoopSaliency why =
                            explainLoop.explain(file, new Question(Optional.of(view), Optional.of(rival), true));
                    LoopSaliency fromTwin = explainLoop.explain(
                            file,
                            new Question(
                                    Optional.of(view),
                                    Optional.of(rival),
                                    true,
                                    SaliencyMethod.INTEGRATED,
                                    Optional.of(twin)));
                    SaliencyMap map = SaliencyMap.mean(why.temporal());
                    ValveRegion region = new ValveRegion(file, why.loop(), map.size());
                    boolean[] valve = region.of(loop.groundTruth().valves().getFirst(), MARGIN);
                    double area = (double) count(valve) / count(region.fan());
                    gradient.add(SaliencyMap.mean(paper.temporal()).share(valve) / area);
                    contrastTimesFlow.add(map.share(valve) / area);
                    share.add(map.share(valve));
                    shareFromTwin.add(SaliencyMap.mean(fromTwin.temporal()).share(valve));
                }
            }
        }
        System.out.printf(
                "Temporal saliency on the moving valve over the fan's mean: gradient %.2f, why-this-view times flow %.2f"
                        + " (%.0f %% of its mass); integrated gradients from the twin %.0f %% of their mass%n",
                mean(gradient), mean(contrastTimesFlow), 100 * mean(share), 100 * mean(shareFromTwin));
    }

    @Test
    void whatTellsTheViewsApartLiesOnTheValveTwiceAsDenselyAsInTheRestOfTheFan() {
        assertThat(mean(contrastTimesFlow)).isGreaterThan(2);
        assertThat(contrastTimesFlow).as("in each loop").allMatch(density -> density > 1);
    }

    @Test
    void ofWhatMakesTheTwinAnotherViewAboutHalfLiesOnTheValveInEachLoopFourTimesItsArea() {
        assertThat(mean(shareFromTwin)).isGreaterThan(0.42);
        assertThat(shareFromTwin).as("in each loop").allMatch(each -> each > 0.3);
    }

    private static PhantomLoop loop(View view, int study) {
        return PhantomStudy.draw(9001, study, Set.of(view), 1).loops().getFirst();
    }

    private static int count(boolean[] marked) {
        int count = 0;
        for (boolean each : marked) {
            count += each ? 1 : 0;
        }
        return count;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
